// How each op is said in ONNX, opset 21. One phrase per op covers every Program; scan is in graph.ts.
import type { Attrs } from '../../ops/op';
import type { Dim } from '../../tensor/dim';
import { dropoutMask } from '../../tensor/random/schemes';
import { count, type Type } from '../../tensor/tensor';
import type { GraphBuilder, Held } from './builder';
import type { Element } from './model';

export interface Application {
  readonly args: readonly Held[];
  readonly attrs: Attrs;
  /** Types of the arguments and of the output. */
  readonly from: readonly Type[];
  readonly to: Type;
}

export type Phrase = (to: GraphBuilder, application: Application) => Held;

const one = (args: readonly Held[]): Held => args[0] as Held;

const onFloat =
  (op: string): Phrase =>
  (b, { args }) =>
    b.float(
      op,
      args.map((arg) => b.as(arg, 'float').name),
    );

const comparison =
  (op: string): Phrase =>
  (b, { args }) => ({ ...onFloat(op)(b, { args } as Application), element: 'bool' });

/** An op that only moves cells keeps what they are. */
const moving =
  (
    op: string,
    inputs: (b: GraphBuilder, application: Application) => readonly string[],
    attributes?: (application: Application) => Record<string, number | readonly number[]>,
  ): Phrase =>
  (b, application) => {
    const x = one(application.args);
    return { name: b.node(op, [x.name, ...inputs(b, application)], attributes?.(application)), element: x.element };
  };

const reduction =
  (op: string): Phrase =>
  (b, { args, attrs }) =>
    b.float(op, [b.as(one(args), 'float').name, b.shared.ints(attrs.axis as number)], { keepdims: 1 });

const product: Phrase = (b, application) => {
  const { args } = application;
  if (args.every(({ element }) => element === 'bool'))
    return {
      name: b.node(
        'And',
        args.map(({ name }) => name),
      ),
      element: 'bool',
    };
  return onFloat('Mul')(b, application);
};

const FLIPPED_END = -(2 ** 53);

const chosen: Phrase = (b, { args }) => {
  const [condition, x, y] = args as [Held, Held, Held];
  return b.float('Where', [b.as(condition, 'bool').name, b.as(x, 'float').name, b.as(y, 'float').name]);
};

/** A row of nothing but -inf becomes zeros, where Softmax alone gives NaN. */
const softmax: Phrase = (b, { args }) => {
  const x = b.as(one(args), 'float');
  const weights = b.float('Softmax', [x.name], { axis: -1 });
  if (!x.forbidden && !one(args).forbidden) return weights;
  const most = b.node('ReduceMax', [x.name, b.shared.ints(-1)], { keepdims: 1 });
  const forbidden = b.node('Equal', [most, b.scalar(Number.NEGATIVE_INFINITY).name]);
  return b.float('Where', [forbidden, b.scalar(0).name, weights.name]);
};

/** A scalar of a dim; a vector of one cell becomes one. */
const sizeAs = (b: GraphBuilder, dim: Dim, element: Element): string => {
  const cast = b.as({ name: b.shared.dim(dim), element: 'int64' }, element);
  return b.node('Squeeze', [cast.name]);
};

const iota: Phrase = (b, { attrs }) =>
  b.float('Range', [b.scalar(0).name, sizeAs(b, attrs.length as Dim, 'float'), b.scalar(1).name]);

const filled: Phrase = (b, { attrs }) => {
  const dims = attrs.dims as readonly Dim[];
  const value = b.scalar(attrs.value as number);
  return dims.length === 0 ? value : b.float('Expand', [value.name, b.shared.shape(dims)]);
};

/** Angles in float64, as the engine makes them. */
const waves: Phrase = (b, { attrs }) => {
  const width = b.shared.presentSize(attrs.width as Dim);
  const columns = Array.from({ length: width }, (_, column) => column);
  const speeds = columns.map((column) => (attrs.base as number) ** ((-2 * Math.floor(column / 2)) / width));
  const speed = b.shared.constant('double', [1, width], speeds);
  const isCosine = columns.map((column) => (attrs.functions as number[])[column % 2] as number);
  const place = b.as(iota(b, { attrs } as unknown as Application), 'double').name;
  const angle = b.node('Mul', [b.node('Unsqueeze', [place, b.shared.ints(-1)]), speed]);
  const kinds = b.shared.constant('bool', [1, width], isCosine);
  const turn = b.shared.constant('double', [], [Math.PI / 2]);
  // cos a = sin(a + pi / 2)
  const turned = b.node('Where', [kinds, b.node('Add', [angle, turn]), angle]);
  return b.as({ name: b.node('Sin', [turned]), element: 'double' }, 'float');
};

const drawn: Phrase = (b, { attrs }) => {
  const shape = (attrs.dims as readonly Dim[]).map((dim) => b.shared.presentSize(dim));
  const cells = dropoutMask(attrs.seed as number, attrs.skip as number, count(shape), attrs.rate as number);
  return { name: b.shared.constant('float', shape, Array.from(cells)), element: 'float' };
};

const added: Phrase = (b, { args, attrs, from }) => {
  const width = from[0]?.dims.at(-1) as Dim;
  const [values, ids] = [b.as(args[0] as Held, 'float'), b.as(args[1] as Held, 'int64')];
  const zeros = b.node('Expand', [b.scalar(0).name, b.shared.shape([attrs.rows as Dim, width])]);
  const rows = b.node('Reshape', [
    values.name,
    b.node('Concat', [b.shared.ints(-1), b.shared.dim(width)], { axis: 0 }),
  ]);
  const at = b.node('Reshape', [ids.name, b.shared.ints(-1, 1)]);
  return b.float('ScatterND', [zeros, at, rows], { reduction: 'add' });
};

const stretch = (b: GraphBuilder, { attrs }: Application): string[] => {
  const [start, length] = [b.shared.dim(attrs.start as Dim), b.shared.dim(attrs.length as Dim)];
  const end = attrs.start === 0 ? length : b.node('Add', [start, length]);
  return [start, end, b.shared.ints(attrs.axis as number)];
};

const joined: Phrase = (b, { args, attrs }) => {
  const same = args.every(({ element }) => element === args[0]?.element);
  const parts = same ? args : args.map((arg) => b.as(arg, 'float'));
  return {
    name: b.node(
      'Concat',
      parts.map(({ name }) => name),
      { axis: attrs.axis as number },
    ),
    element: parts[0]?.element ?? 'float',
  };
};

/** By op id. */
export const phrases: Readonly<Record<string, Phrase>> = {
  add: onFloat('Add'),
  sub: onFloat('Sub'),
  mul: product,
  div: onFloat('Div'),
  lessEqual: comparison('LessOrEqual'),
  equal: comparison('Equal'),
  where: chosen,
  neg: onFloat('Neg'),
  exp: onFloat('Exp'),
  log: onFloat('Log'),
  sqrt: onFloat('Sqrt'),
  tanh: onFloat('Tanh'),
  sigmoid: onFloat('Sigmoid'),
  relu: onFloat('Relu'),
  erf: onFloat('Erf'),
  detach: (_b, { args }) => one(args),
  matmul: onFloat('MatMul'),
  permute: moving(
    'Transpose',
    () => [],
    ({ attrs }) => ({ perm: attrs.order as readonly number[] }),
  ),
  reshape: moving('Reshape', (b, { to }) => [b.shared.shape(to.dims)]),
  expand: moving('Expand', (b, { to }) => [b.shared.shape(to.dims)]),
  slice: moving('Slice', stretch),
  flip: moving('Slice', (b, { attrs }) => [
    b.shared.ints(-1),
    b.shared.ints(FLIPPED_END),
    b.shared.ints(attrs.axis as number),
    b.shared.ints(-1),
  ]),
  pad: (b, { args, attrs }) => {
    const pads = b.node('Concat', [b.shared.dim(attrs.before as Dim), b.shared.dim(attrs.after as Dim)], { axis: 0 });
    return b.float('Pad', [b.as(one(args), 'float').name, pads, b.scalar(0).name, b.shared.ints(attrs.axis as number)]);
  },
  concat: joined,
  sum: reduction('ReduceSum'),
  max: reduction('ReduceMax'),
  softmax,
  argmax: (b, { args }) => ({
    name: b.node('ArgMax', [b.as(one(args), 'float').name], { axis: -1, keepdims: 0 }),
    element: 'int64',
  }),
  gather: (b, { args }) =>
    b.float('Gather', [b.as(one(args), 'float').name, b.as(args[1] as Held, 'int64').name], { axis: 0 }),
  scatterAdd: added,
  fill: filled,
  iota,
  size: (b, { attrs }) => ({ name: sizeAs(b, attrs.dim as Dim, 'float'), element: 'float' }),
  sinusoid: waves,
  dropoutMask: drawn,
};
