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
export type Walked = Pick<Kernels, 'upload' | 'run' | 'atOnce' | 'part' | 'steps' | 'retain' | 'free'>;

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
  const [outer, , inner] = around(x.shape, axis);
  const inPlace = outer === 1 ? kernels.part?.(x, step * inner, shape) : undefined;
  if (inPlace) return inPlace;
  return kernels.run(take, [x, index], { axis, step }, [shape])[0] as Buffer;
}

/** One kernel, with turns for others where the device gives any and it may take long. */
export function* applied(
  kernels: Walked,
  kernel: OpKernel,
  args: readonly Buffer[],
  attrs: ConcreteAttrs,
  shapes: readonly Shape[],
): Execution {
  return kernels.steps ? yield* kernels.steps(kernel, args, attrs, shapes) : kernels.run(kernel, args, attrs, shapes);
}

/** Shapes of what parts of a shape became last: kernels remember by their identity. */
const wholes = new WeakMap<Shape, { readonly key: string; readonly shapes: readonly Shape[] }>();

function wholeShapes(part: Shape, steps: number, axis: number): readonly Shape[] {
  const key = `${steps} ${axis}`;
  const known = wholes.get(part);
  if (known?.key === key) return known.shapes;
  const shapes = [part.map((d, i) => (i === axis ? steps : d))];
  wholes.set(part, { key, shapes });
  return shapes;
}

/** The parts side by side along an axis on which each has size 1. */
export function* joined(kernels: Walked, parts: readonly Buffer[], axis: number): Generator<void, Buffer, void> {
  const [first] = parts as [Buffer];
  if (parts.length === 1) return kernels.retain(first);
  const shapes = wholeShapes(first.shape, parts.length, axis);
  const [whole] = yield* applied(kernels, concat.kernel as LaunchedKernel, parts, { axis }, shapes);
  return whole as Buffer;
}
