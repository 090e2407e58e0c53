// The launches of one application of an op, remembered: making sources and indices costs more than a small launch.
import { count } from '../tensor/tensor';
import type { Buffer, ConcreteAttrs, Launch, LaunchedKernel, OpKernel, Shape, Source } from './kernel';

/** Where a launch finds an argument: one of the op's own, or what an earlier launch gave. */
export interface Place {
  readonly from: 'args' | 'launched';
  readonly at: number;
}

export interface PlannedLaunch {
  readonly source: Source;
  readonly inputs: readonly Place[];
  readonly shape: Shape;
  /** Cells of that shape. */
  readonly length: number;
}

export interface Plan {
  readonly launches: readonly PlannedLaunch[];
  readonly outputs: readonly Place[];
}

/** What was worked out for the applications of kernels, by the identity of their shapes. */
export class Remembered<T> {
  private readonly known = new WeakMap<readonly Shape[], { readonly kernel: OpKernel; readonly value: T }>();

  of(kernel: OpKernel, shapes: readonly Shape[], make: () => T): T {
    const known = this.known.get(shapes);
    if (known?.kernel === kernel) return known.value;
    const value = make();
    this.known.set(shapes, { kernel, value });
    return value;
  }
}

/** What `kernel.plain` would launch. Launches are only written down: what they would give stands for itself, by its shape. */
export function planned(
  kernel: LaunchedKernel,
  args: readonly Buffer[],
  attrs: ConcreteAttrs,
  shapes: readonly Shape[],
): Plan {
  const launches: PlannedLaunch[] = [];
  const launched: Buffer[] = [];
  const place = (buffer: Buffer): Place => {
    const at = launched.indexOf(buffer);
    return at >= 0 ? { from: 'launched', at } : { from: 'args', at: args.indexOf(buffer) };
  };
  const writeDown: Launch = (source, inputs, shape) => {
    launches.push({ source, inputs: inputs.map(place), shape, length: count(shape) });
    const output = { shape, storage: {} };
    launched.push(output);
    return output;
  };
  const outputs = kernel.plain(writeDown, args, attrs, shapes);
  return { launches, outputs: outputs.map(place) };
}
