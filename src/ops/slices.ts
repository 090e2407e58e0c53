// One step of a sequence, and steps put back together, for routines that are walked. Knows no Program.
import type {
  Buffer,
  ConcreteAttrs,
  Execution,
  HostArray,
  Kernels,
  LaunchedKernel,
  OpKernel,
  Shape,
} from '../kernels/kernel';
import { count, stridesOf } from '../tensor/tensor';
import { concat } from './joining';
import { around, divide } from './source';

/** What walking needs of kernels. */
export type Walked = Pick<Kernels, 'upload' | 'run' | 'steps' | 'retain' | 'free'>;

/** The slice of a sequence at a step, which is a value as well, so that one kernel serves every step. */
const take: LaunchedKernel = {
  id: 'take',
  moves: ([shape], { axis, step }, out) => {
    const strides = stridesOf(shape as Shape);
    const offset = (step as number) * (strides[axis as number] as number);
    return [{ arg: 0, shape: out, from: { offset, strides }, to: { offset: 0, strides: stridesOf(out) } }];
  },
  plain: (launch, args, { axis }, [out]) => {
    const [x] = args as [Buffer];
    const [, size, inner] = around(x.shape, axis as number);
    const cell = divide('o', inner, 'q', 'i', count(out as Shape));
    return [
      launch(
        `function(xs,at){const o=this.thread.x;${cell}return xs[(q*${size}+at[0])*${inner}+i];}`,
        args,
        out as Shape,
      ),
    ];
  },
  reference: ([x, at], { axis }, [out]) => {
    const [, size, inner] = around(x?.shape ?? [], axis as number);
    const step = at?.data[0] as number;
    const cell = (o: number): number => (Math.floor(o / inner) * size + step) * inner + (o % inner);
    return [Array.from({ length: count(out as Shape) }, (_, o) => (x as HostArray).data[cell(o)] as number)];
  },
};

export function taken(kernels: Walked, x: Buffer, step: number, index: Buffer, axis: number): Buffer {
  const shape = x.shape.map((d, i) => (i === axis ? 1 : d));
  return kernels.run(take, [x, index], { axis, step }, [shape])[0] as Buffer;
}

/** One kernel, with turns for others where the device gives any. */
export function* applied(
  kernels: Walked,
  kernel: OpKernel,
  args: readonly Buffer[],
  attrs: ConcreteAttrs,
  shapes: readonly Shape[],
): Execution {
  return kernels.steps ? yield* kernels.steps(kernel, args, attrs, shapes) : kernels.run(kernel, args, attrs, shapes);
}

/** The parts side by side along an axis on which each has size 1. */
export function* joined(kernels: Walked, parts: readonly Buffer[], axis: number): Generator<void, Buffer, void> {
  const [first] = parts as [Buffer];
  const shape = first.shape.map((d, i) => (i === axis ? parts.length : d));
  if (parts.length === 1) return kernels.retain(first);
  const [whole] = yield* applied(kernels, concat.kernel as LaunchedKernel, parts, { axis }, [shape]);
  return whole as Buffer;
}
