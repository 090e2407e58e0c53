// Plain kernels: the launches that an op needs, one after the other. Knows no op and no backend.
import type { Device } from './device';
import type { Guard } from './guard';
import type { Buffer, ConcreteAttrs, Execution, LaunchedKernel, Shape } from './kernel';
import { type Place, type Plan, type PlannedLaunch, planned, Remembered } from './plan';
import { toDevice } from './sentinel';
import type { Storages } from './storages';

/** One application of an op on its way. What was launched is freed with it; what it returns has an owner more. */
class Application<C> {
  private readonly launched: Buffer[] = [];

  constructor(
    private readonly storages: Storages<C>,
    private readonly args: readonly Buffer[],
  ) {}

  given({ inputs }: PlannedLaunch): C[] {
    return inputs.map((place) => this.storages.cells(this.at(place)));
  }

  take({ shape }: PlannedLaunch, cells: C): void {
    this.launched.push(this.storages.add(shape, cells));
  }

  outputs(places: readonly Place[], shapes: readonly Shape[]): Buffer[] {
    return places.map((place, i) => this.storages.alias(this.at(place), shapes[i] as Shape));
  }

  free(): void {
    for (const buffer of this.launched) this.storages.free(buffer);
  }

  private at({ from, at }: Place): Buffer {
    return (from === 'args' ? this.args[at] : this.launched[at]) as Buffer;
  }
}

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
    const application = new Application(this.storages, args);
    try {
      for (const launch of launches) {
        const act = () => this.device.atOnce?.(launch, application.given(launch));
        const cells = launch.length > 0 && this.guard.during(kernel.id, act);
        if (!cells) return undefined;
        application.take(launch, cells);
      }
      this.count += launches.length;
      return application.outputs(outputs, shapes);
    } finally {
      application.free();
    }
  }

  *inTurns(kernel: LaunchedKernel, args: readonly Buffer[], attrs: ConcreteAttrs, shapes: readonly Shape[]): Execution {
    const { launches, outputs } = this.plans.of(kernel, shapes, () => planned(kernel, args, attrs, shapes));
    const application = new Application(this.storages, args);
    try {
      for (const launch of launches) {
        application.take(launch, yield* this.launch(kernel.id, launch, application.given(launch)));
      }
      return application.outputs(outputs, shapes);
    } finally {
      // Also when a launch throws or nobody goes on.
      application.free();
    }
  }

  private *launch(op: string, { source, length }: PlannedLaunch, given: readonly C[]): Generator<void, C, void> {
    if (length === 0) return this.guard.during(op, () => this.device.upload(toDevice([])));
    const cells = yield* this.guard.steps(op, this.device.launch(source, given, length));
    this.count += 1;
    return cells;
  }
}
