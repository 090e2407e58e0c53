// Plain kernels: the launches that an op needs, one after the other. Knows no op and no backend.
import type { Device } from './device';
import type { Guard } from './guard';
import type { Buffer, ConcreteAttrs, Execution, LaunchedKernel, Shape } from './kernel';
import { type Place, type Plan, type PlannedLaunch, planned, Remembered } from './plan';
import { toDevice } from './sentinel';
import type { Storages } from './storages';

const finder =
  (args: readonly Buffer[], launched: readonly Buffer[]) =>
  ({ from, at }: Place): Buffer =>
    (from === 'args' ? args[at] : launched[at]) as Buffer;

/**
 * What the kernels launched on the way is freed, also when a launch throws or nobody goes on; what they return has an
 * owner more.
 */
export class Launches<C> {
  /** Launches so far. */
  count = 0;
  private readonly plans = new Remembered<Plan>();

  constructor(
    private readonly device: Device<C>,
    private readonly storages: Storages<C>,
    private readonly guard: Guard,
  ) {}

  /** Undefined where a launch takes long; the ones before it are done again, then. */
  atOnce(
    kernel: LaunchedKernel,
    args: readonly Buffer[],
    attrs: ConcreteAttrs,
    shapes: readonly Shape[],
  ): readonly Buffer[] | undefined {
    const { launches, outputs } = this.plans.of(kernel, shapes, () => planned(kernel, args, attrs, shapes));
    const launched: Buffer[] = [];
    const find = finder(args, launched);
    try {
      for (const launch of launches) {
        const given = launch.inputs.map((place) => this.storages.cells(find(place)));
        const cells = launch.length > 0 && this.guard.during(kernel.id, () => this.device.atOnce?.(launch, given));
        if (!cells) return undefined;
        launched.push(this.storages.add(launch.shape, cells));
      }
      this.count += launches.length;
      return outputs.map((out, i) => this.storages.alias(find(out), shapes[i] as Shape));
    } finally {
      for (const buffer of launched) this.storages.free(buffer);
    }
  }

  *inTurns(kernel: LaunchedKernel, args: readonly Buffer[], attrs: ConcreteAttrs, shapes: readonly Shape[]): Execution {
    const { launches, outputs } = this.plans.of(kernel, shapes, () => planned(kernel, args, attrs, shapes));
    const launched: Buffer[] = [];
    const find = finder(args, launched);
    try {
      for (const launch of launches) {
        const given = launch.inputs.map((place) => this.storages.cells(find(place)));
        launched.push(this.storages.add(launch.shape, yield* this.launch(kernel.id, launch, given)));
      }
      return outputs.map((out, i) => this.storages.alias(find(out), shapes[i] as Shape));
    } finally {
      for (const buffer of launched) this.storages.free(buffer);
    }
  }

  private *launch(op: string, { source, length }: PlannedLaunch, given: readonly C[]): Generator<void, C, void> {
    if (length === 0) return this.guard.during(op, () => this.device.upload(toDevice([])));
    const cells = yield* this.guard.steps(op, this.device.launch(source, given, length));
    this.count += 1;
    return cells;
  }
}
