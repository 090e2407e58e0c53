// The launches of one application of an op, remembered: making sources and indices costs more than a small launch.
import type { Buffer, ConcreteAttrs, Launch, LaunchedKernel, Shape } from './kernel';

/** Where a launch finds an argument: one of the op's own, or what an earlier launch gave. */
interface Place {
  readonly from: 'args' | 'launched';
  readonly at: number;
}

interface PlannedLaunch {
  readonly source: string;
  readonly inputs: readonly Place[];
  readonly shape: Shape;
}

interface Plan {
  readonly kernel: LaunchedKernel;
  readonly launches: readonly PlannedLaunch[];
  readonly outputs: readonly Place[];
}

/** Plans by the identity of an application's shapes. */
export class Plans {
  private readonly known = new WeakMap<readonly Shape[], Plan>();

  /** What `kernel.plain` gives, launched as it said the first time. */
  run(
    kernel: LaunchedKernel,
    launch: Launch,
    args: readonly Buffer[],
    attrs: ConcreteAttrs,
    shapes: readonly Shape[],
  ): readonly Buffer[] {
    const plan = this.known.get(shapes);
    if (plan?.kernel !== kernel) return this.record(kernel, launch, args, attrs, shapes);
    const launched: Buffer[] = [];
    const find = ({ from, at }: Place): Buffer => (from === 'args' ? args[at] : launched[at]) as Buffer;
    for (const { source, inputs, shape } of plan.launches) launched.push(launch(source, inputs.map(find), shape));
    return plan.outputs.map(find);
  }

  private record(
    kernel: LaunchedKernel,
    launch: Launch,
    args: readonly Buffer[],
    attrs: ConcreteAttrs,
    shapes: readonly Shape[],
  ): readonly Buffer[] {
    const launches: PlannedLaunch[] = [];
    const launched: Buffer[] = [];
    const place = (buffer: Buffer): Place => {
      const at = launched.indexOf(buffer);
      return at >= 0 ? { from: 'launched', at } : { from: 'args', at: args.indexOf(buffer) };
    };
    const recording: Launch = (source, inputs, shape) => {
      launches.push({ source, inputs: inputs.map(place), shape });
      const output = launch(source, inputs, shape);
      launched.push(output);
      return output;
    };
    const outputs = kernel.plain(recording, args, attrs, shapes);
    this.known.set(shapes, { kernel, launches, outputs: outputs.map(place) });
    return outputs;
  }
}
