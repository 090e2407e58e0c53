// The launches of one application of an op, remembered: making sources and indices costs more than a small launch.
import type { Buffer, ConcreteAttrs, Launch, LaunchedKernel, Shape, Source } from './kernel';

/** Where a launch finds an argument: one of the op's own, or what an earlier launch gave. */
export interface Place {
  readonly from: 'args' | 'launched';
  readonly at: number;
}

interface PlannedLaunch {
  readonly source: Source;
  readonly inputs: readonly Place[];
  readonly shape: Shape;
}

export interface Plan {
  readonly kernel: LaunchedKernel;
  readonly launches: readonly PlannedLaunch[];
  readonly outputs: readonly Place[];
}

/** Plans by the identity of an application's shapes. */
export class Plans {
  private readonly known = new WeakMap<readonly Shape[], Plan>();

  /** What `kernel.plain` would launch, as it said the first time. */
  of(kernel: LaunchedKernel, args: readonly Buffer[], attrs: ConcreteAttrs, shapes: readonly Shape[]): Plan {
    const known = this.known.get(shapes);
    if (known?.kernel === kernel) return known;
    const plan = planned(kernel, args, attrs, shapes);
    this.known.set(shapes, plan);
    return plan;
  }
}

/** Launches are only written down: what they would give stands for itself, by its shape. */
function planned(
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
    launches.push({ source, inputs: inputs.map(place), shape });
    const output = { shape, storage: {} };
    launched.push(output);
    return output;
  };
  const outputs = kernel.plain(writeDown, args, attrs, shapes);
  return { kernel, launches, outputs: outputs.map(place) };
}
