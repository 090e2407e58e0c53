// Ops that lay cells beside one another along an axis: concat and pad.
import type { Buffer, Launch, Move, Shape } from '../kernels/kernel';
import { addDim, type Dim } from '../tensor/dim';
import { count, stridesOf, type Type } from '../tensor/tensor';
import { type Op, type SameDim, ShapeError } from './op';
import { around, divide } from './source';
import { nextAxis } from './stacking';
import type { Value } from './value';

/** WebGL promises 16 textures to a kernel; half of them leaves room. */
const MOST_PARTS = 8;

/** Cell `o` of [outer, size, inner]: names q (outer), j (along the axis) and i (inner). */
const split = (size: number, inner: number, total: number): string =>
  `const o=this.thread.x;${divide('o', inner, 'p', 'i', total)}${divide('p', size, 'q', 'j', total)}`;

// Indices are clamped as well as guarded: a vectorised backend may read on both sides of a branch.
const read = (name: string, size: number, inner: number, start: number): string =>
  `${name}[(q*${size}+Math.min(Math.max(j-(${start}),0),${size - 1}))*${inner}+i]`;

function joinSource(sizes: readonly number[], inner: number, total: number): string {
  const names = sizes.map((_, k) => `x${k}`);
  let end = 0;
  const branches = sizes.map((size, k) => {
    const start = end;
    end += size;
    return `if(j>=${start}&&j<${end}){v=${read(names[k] as string, size, inner, start)};}`;
  });
  return `function(${names}){${split(end, inner, total)}let v=0;${branches.join('')}return v;}`;
}

function join(launch: Launch, parts: readonly Buffer[], axis: number): Buffer {
  const [first] = parts as [Buffer];
  if (parts.length === 1) return first;
  if (parts.length > MOST_PARTS) {
    const groups = Array.from({ length: Math.ceil(parts.length / MOST_PARTS) }, (_, g) =>
      join(launch, parts.slice(g * MOST_PARTS, (g + 1) * MOST_PARTS), axis),
    );
    return join(launch, groups, axis);
  }
  const sizes = parts.map((p) => p.shape[axis] as number);
  const shape = first.shape.map((d, i) => (i === axis ? sizes.reduce((a, b) => a + b, 0) : d));
  const [, , inner] = around(shape, axis);
  return launch(joinSource(sizes, inner, count(shape)), parts, shape);
}

/** Parts of an output side by side along an axis, from `start` on. */
function sideBySide(shapes: readonly Shape[], axis: number, start: number, out: Shape): Move[] {
  const strides = stridesOf(out);
  let at = start;
  return shapes.map((shape, arg) => {
    const offset = at * (strides[axis] as number);
    at += shape[axis] as number;
    return { arg, shape, from: { offset: 0, strides: stridesOf(shape) }, to: { offset, strides } };
  });
}

/** Which part output cell lies in, and where there. */
function locate(shapes: readonly (readonly number[])[], axis: number, out: readonly number[], cell: number) {
  const [, size, inner] = around(out, axis);
  const i = cell % inner;
  let j = Math.floor(cell / inner) % size;
  const outer = Math.floor(cell / inner / size);
  let arg = 0;
  while (j >= ((shapes[arg] as readonly number[])[axis] as number))
    j -= (shapes[arg++] as readonly number[])[axis] as number;
  return { arg, index: (outer * ((shapes[arg] as readonly number[])[axis] as number) + j) * inner + i };
}

function joined(args: readonly Type[], axis: number, same: SameDim): Type {
  const [first] = args as [Type];
  for (const type of args) {
    if (type.dims.length !== first.dims.length) {
      throw new ShapeError(`ranks ${first.dims.length} and ${type.dims.length} cannot be joined`);
    }
    type.dims.forEach((dim, i) => {
      const other = first.dims[i] as Dim;
      if (i !== axis && !same(dim, other)) throw new ShapeError(`${other} does not fit ${dim}`, [other, dim]);
    });
  }
  const total = args.map((a) => a.dims[axis] as Dim).reduce(addDim);
  return { ...first, dims: first.dims.map((d, i) => (i === axis ? total : d)) };
}

export const concat: Op<{ axis: number }> = {
  id: 'concat',
  flops: () => 0,
  infer: (args, { axis }, same) => [joined(args, axis, same)],
  kernel: {
    id: 'concat',
    moves: (shapes, { axis }, out) => sideBySide(shapes, axis as number, 0, out),
    plain: (launch, args, { axis }) => [join(launch, args, axis as number)],
    reference: (args, { axis }, [out]) => {
      const shapes = args.map((a) => a.shape);
      return [
        Array.from({ length: count(out as number[]) }, (_, cell) => {
          const { arg, index } = locate(shapes, axis as number, out as number[], cell);
          return args[arg]?.data[index] as number;
        }),
      ];
    },
  },
  vjp: (t, { args, grads, attrs: { axis }, need }) => {
    let start: Dim = 0;
    return args.map((x, k) => {
      const from = start;
      const length = x.dims[axis] as Dim;
      start = addDim(start, length);
      return need[k] ? t.slice(grads[0] as Value, axis, from, length) : null;
    });
  },
  stacking: nextAxis(),
  terms: (shapes, attrs, out, cell) => ({ how: 'copy', groups: [[locate(shapes, attrs.axis as number, out, cell)]] }),
};

/** Zeros before and after along one axis: the gradient of slice. */
export const pad: Op<{ axis: number; before: Dim; after: Dim }> = {
  id: 'pad',
  flops: () => 0,
  infer: ([x], { axis, before, after }) => {
    const { dims } = x as Type;
    return [{ ...(x as Type), dims: dims.map((d, i) => (i === axis ? addDim(addDim(d, before), after) : d)) }];
  },
  kernel: {
    id: 'pad',
    moves: (shapes, { axis, before }, out) => sideBySide(shapes, axis as number, before as number, out),
    plain: (launch, [x], { axis, before }, [out]) => {
      const buffer = x as Buffer;
      const shape = out as number[];
      const [, size, inner] = around(buffer.shape, axis as number);
      const whole = split(shape[axis as number] as number, inner, count(shape));
      const start = before as number;
      const value = read('xs', size, inner, start);
      return [
        launch(
          `function(xs){${whole}let v=0;if(j>=${start}&&j<${start + size}){v=${value};}return v;}`,
          [buffer],
          shape,
        ),
      ];
    },
    reference: ([x], { axis, before }, [out]) => {
      const shape = out as number[];
      const [, size, inner] = around(x?.shape ?? [], axis as number);
      const padded = shape[axis as number] as number;
      return [
        Array.from({ length: count(shape) }, (_, cell) => {
          const j = (Math.floor(cell / inner) % padded) - (before as number);
          const row = Math.floor(cell / inner / padded) * size + j;
          return j < 0 || j >= size ? 0 : (x?.data[row * inner + (cell % inner)] as number);
        }),
      ];
    },
  },
  vjp: (t, { args: [x], grads, attrs: { axis, before } }) => [
    t.slice(grads[0] as Value, axis, before, x?.dims[axis] as Dim),
  ],
  stacking: nextAxis(),
};
