// The plain kernels: every op as a gpu.js source string, on WebGL2, WebAssembly or plain JavaScript.
import { count, type Tensor } from '../tensor/tensor';
import { arrayDevice } from './arrays';
import type { Device, GpuBackend } from './device';
import { Guard, messageOf } from './guard';
import type {
  Buffer,
  ConcreteAttrs,
  Execution,
  HostKernel,
  KernelStats,
  Kernels,
  LaunchedKernel,
  OpKernel,
  Shape,
} from './kernel';
import { KernelError } from './kernel';
import { Launches } from './launches';
import { type Walk, walkOf } from './moves';
import { Remembered } from './plan';
import { fromDevice, toDevice } from './sentinel';
import { Storages } from './storages';
import { textureDevice } from './textures';

/** Throws KernelError where the backend does not exist. `plain` leaves tuned kernels out. */
export function gpuKernels(backend: GpuBackend, plain = false): Kernels {
  try {
    return backend === 'webgl2' ? new GpuKernels(textureDevice(), plain) : new GpuKernels(arrayDevice(backend), plain);
  } catch (error) {
    throw new KernelError(`${backend} cannot start: ${messageOf(error)}`, 'start', backend);
  }
}

/** Cells of a constant that is kept. */
const MOST_REMEMBERED = 2 ** 14;

const shapeOf = ({ shape }: Buffer): Shape => shape;

class GpuKernels<C> implements Kernels {
  readonly backend: GpuBackend;
  readonly loseContext?: () => void;
  readonly finish?: () => void;
  readonly tunes?: NonNullable<Kernels['tunes']>;
  private readonly storages: Storages<C>;
  private readonly guard: Guard;
  private readonly launches: Launches<C>;
  private readonly constants = new Remembered<Float32Array<ArrayBuffer>>();
  private readonly walks = new Remembered<readonly Walk[]>();
  private tunedRuns = 0;

  constructor(
    private readonly device: Device<C>,
    private readonly plain: boolean,
  ) {
    this.backend = device.backend;
    this.storages = new Storages((cells) => device.release(cells));
    this.guard = new Guard(device);
    this.launches = new Launches(device, this.storages, this.guard);
    if (device.lose) this.loseContext = () => device.lose?.();
    if (device.tunes && !plain) {
      this.tunes = (kernel, args, out) => 'plain' in kernel && (device.tunes?.(kernel, args, out) ?? false);
    }
    if (device.finish) this.finish = () => this.guard.during('finish', () => device.finish?.());
  }

  upload({ shape, data }: Tensor): Buffer {
    return this.store('upload', shape, data);
  }

  run(kernel: OpKernel, args: readonly Buffer[], attrs: ConcreteAttrs, shapes: readonly Shape[]): readonly Buffer[] {
    const made = this.atOnce(kernel, args, attrs, shapes);
    if (made) return made;
    const running = this.inSteps(kernel as LaunchedKernel, args, attrs, shapes);
    for (;;) {
      const { done, value } = running.next();
      if (done) return value;
    }
  }

  atOnce(
    kernel: OpKernel,
    args: readonly Buffer[],
    attrs: ConcreteAttrs,
    shapes: readonly Shape[],
  ): readonly Buffer[] | undefined {
    const [shape] = shapes as [Shape];
    if ('view' in kernel) return [this.storages.alias(args[0] as Buffer, shape)];
    if ('host' in kernel) return [this.made(kernel, attrs, shapes)];
    const { device } = this;
    if (!device.atOnce) return undefined;
    const given = args.map((arg) => this.storages.cells(arg));
    if (!kernel.moves) return this.launches.atOnce(kernel, args, attrs, shapes);
    const walks = this.walksOf(kernel, args, attrs, shapes);
    const cells = this.guard.during(kernel.id, () => device.moveAtOnce?.(walks, given, count(shape)));
    return cells && [this.storages.add(shape, cells)];
  }

  part(buffer: Buffer, first: number, shape: Shape): Buffer | undefined {
    const cells = this.device.part?.(this.storages.cells(buffer), first, count(shape));
    return cells && this.storages.add(shape, cells);
  }

  *steps(kernel: OpKernel, args: readonly Buffer[], attrs: ConcreteAttrs, shapes: readonly Shape[]): Execution {
    const made = this.atOnce(kernel, args, attrs, shapes);
    return made ?? (yield* this.inSteps(kernel as LaunchedKernel, args, attrs, shapes));
  }

  private *inSteps(
    kernel: LaunchedKernel,
    args: readonly Buffer[],
    attrs: ConcreteAttrs,
    shapes: readonly Shape[],
  ): Execution {
    return (
      (yield* this.moved(kernel, args, attrs, shapes)) ??
      (yield* this.tuned(kernel, args, attrs, shapes)) ??
      (yield* this.launches.inTurns(kernel, args, attrs, shapes))
    );
  }

  retain(buffer: Buffer): Buffer {
    return this.storages.alias(buffer, buffer.shape);
  }

  free(buffer: Buffer): void {
    this.storages.free(buffer);
  }

  async read(buffer: Buffer): Promise<Float32Array> {
    const cells = this.storages.cells(buffer);
    return fromDevice(this.guard.during('read', () => this.device.read(cells)));
  }

  stats(): KernelStats {
    const { count: live, size } = this.storages;
    const bytes = size * Float32Array.BYTES_PER_ELEMENT;
    const { count: compiled, ms: compileMs } = this.device.compiled();
    const refused = this.device.refused?.() ?? [];
    return {
      live,
      bytes,
      launches: this.launches.count + this.tunedRuns,
      tuned: this.tunedRuns,
      refused,
      compiled,
      compileMs,
    };
  }

  dispose(): void {
    this.storages.close();
    this.device.dispose();
  }

  private *tuned(
    kernel: LaunchedKernel,
    args: readonly Buffer[],
    attrs: ConcreteAttrs,
    shapes: readonly Shape[],
  ): Generator<void, readonly Buffer[] | undefined, void> {
    if (this.plain || !this.device.tuned) return undefined;
    const given = args.map((arg) => ({ shape: arg.shape, cells: this.storages.cells(arg) }));
    const cells = yield* this.guard.steps(kernel.id, this.device.tuned({ kernel, args: given, attrs, shapes }));
    if (!cells) return undefined;
    this.tunedRuns += 1;
    return [this.storages.add(shapes[0] as Shape, cells)];
  }

  /** Constants and tables of a routine are the same whenever it runs; large ones are made anew. */
  private made(kernel: HostKernel, attrs: ConcreteAttrs, shapes: readonly Shape[]): Buffer {
    const [shape] = shapes as [Shape];
    const make = (): Float32Array<ArrayBuffer> => toDevice(kernel.host(attrs, shape));
    const cells = count(shape) <= MOST_REMEMBERED ? this.constants.of(kernel, shapes, make) : make();
    return this.storages.add(
      shape,
      this.guard.during(kernel.id, () => this.device.upload(cells)),
    );
  }

  private walksOf(
    kernel: LaunchedKernel,
    args: readonly Buffer[],
    attrs: ConcreteAttrs,
    shapes: readonly Shape[],
  ): readonly Walk[] {
    const [shape] = shapes as [Shape];
    return this.walks.of(kernel, shapes, () => (kernel.moves?.(args.map(shapeOf), attrs, shape) ?? []).map(walkOf));
  }

  private *moved(
    kernel: LaunchedKernel,
    args: readonly Buffer[],
    attrs: ConcreteAttrs,
    shapes: readonly Shape[],
  ): Generator<void, readonly Buffer[] | undefined, void> {
    const { moves, id } = kernel;
    const [shape] = shapes as [Shape];
    if (!moves || !this.device.move) return undefined;
    const walks = this.walksOf(kernel, args, attrs, shapes);
    const given = args.map((arg) => this.storages.cells(arg));
    const cells = yield* this.guard.steps(id, this.device.move(walks, given, count(shape)));
    return [this.storages.add(shape, cells)];
  }

  private store(op: string, shape: Shape, data: ArrayLike<number>): Buffer {
    return this.storages.add(
      shape,
      this.guard.during(op, () => this.device.upload(toDevice(data))),
    );
  }
}
