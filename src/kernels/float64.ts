// The oracle: every op in float64 on the host, by the op's own reference. Knows no device and no op.
import type { Tensor } from '../tensor/tensor';
import { count } from '../tensor/tensor';
import type { Buffer, ConcreteAttrs, HostArray, KernelStats, Kernels, OpKernel, Shape } from './kernel';
import { KernelError } from './kernel';
import { Storages } from './storages';

export interface Float64Kernels extends Kernels {
  /** Cells that keep all their digits, for central differences. */
  upload64(shape: Shape, data: ArrayLike<number>): Buffer;
  /** A copy of the cells with all their digits. */
  read64(buffer: Buffer): Float64Array;
}

/** What tests hold every backend against; -Infinity is itself. */
export const float64Kernels = (): Float64Kernels => new Oracle();

class Oracle implements Float64Kernels {
  readonly backend = 'float64';
  private readonly storages = new Storages<Float64Array>(() => {});
  private launches = 0;

  upload({ shape, data }: Tensor): Buffer {
    return this.upload64(shape, data);
  }

  upload64(shape: Shape, data: ArrayLike<number>): Buffer {
    return this.storages.add(shape, Float64Array.from(data));
  }

  run(kernel: OpKernel, args: readonly Buffer[], attrs: ConcreteAttrs, shapes: readonly Shape[]): readonly Buffer[] {
    if ('view' in kernel) return [this.storages.alias(args[0] as Buffer, shapes[0] as Shape)];
    this.launches += 1;
    const outs = this.cellsOf(kernel, args, attrs, shapes);
    return shapes.map((shape, i) => {
      const cells = outs[i] ?? [];
      if (cells.length !== count(shape)) {
        throw new KernelError(
          `${kernel.id} gave ${cells.length} cells for the shape [${shape.join(', ')}]`,
          kernel.id,
          this.backend,
        );
      }
      return this.upload64(shape, cells);
    });
  }

  retain(buffer: Buffer): Buffer {
    return this.storages.alias(buffer, buffer.shape);
  }

  free(buffer: Buffer): void {
    this.storages.free(buffer);
  }

  async read(buffer: Buffer): Promise<Float32Array> {
    return Float32Array.from(this.storages.cells(buffer));
  }

  read64(buffer: Buffer): Float64Array {
    return this.storages.cells(buffer).slice();
  }

  stats(): KernelStats {
    const { count: live, size } = this.storages;
    return {
      live,
      bytes: size * Float64Array.BYTES_PER_ELEMENT,
      launches: this.launches,
      compiled: 0,
      tuned: 0,
      refused: [],
      compileMs: 0,
    };
  }

  dispose(): void {
    this.storages.close();
  }

  private cellsOf(
    kernel: Exclude<OpKernel, { view: true }>,
    args: readonly Buffer[],
    attrs: ConcreteAttrs,
    shapes: readonly Shape[],
  ): readonly ArrayLike<number>[] {
    if ('host' in kernel) return [kernel.host(attrs, shapes[0] as Shape)];
    const inputs = args.map((arg): HostArray => ({ shape: arg.shape, data: this.storages.cells(arg) }));
    return kernel.reference(inputs, attrs, shapes);
  }
}
