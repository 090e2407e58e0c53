// How each op is said in PyTorch. One phrase per op covers every Program; idioms.ts joins several ops to one phrase.
import type { Attrs } from '../../ops/op';
import type { Dim } from '../../tensor/dim';
import { dropoutMask, seedOfCopy } from '../../tensor/random/schemes';
import { count, type Tensor, type Type, tensor } from '../../tensor/tensor';
import {
  asBool,
  asFloat,
  asNumeric,
  binary,
  call,
  type Expression,
  type Kind,
  LEVEL,
  method,
  number,
  within,
} from './expression';

/** What a phrase may ask of the function that it stands in. */
export interface Place {
  /** A size as a Python number. */
  dim(dim: Dim): Expression;
  /** The size now, for cells that are made at export. */
  size(dim: Dim): number;
  /** `, device=device`, or nothing in a function without tensors. */
  device(): string;
  /** Asks for a helper at the top of the file. */
  helper(name: 'softmax' | 'sinusoid'): void;
  /** Keeps cells beside the weights, those of every copy of the function's module: which one, of the outermost stack first. */
  buffer(value: (copies: readonly number[]) => Tensor): Expression;
  /** Whether a value may hold -inf, of which a whole row may consist. */
  mayBeForbidden: boolean;
}

export interface Application {
  readonly args: readonly Expression[];
  readonly attrs: Attrs;
  /** Types of the arguments and of the output. */
  readonly from: readonly Type[];
  readonly to: Type;
}

export type Phrase = (application: Application, place: Place) => Expression;

const sizes = (place: Place, dims: readonly Dim[]): string => dims.map((dim) => place.dim(dim).text).join(', ');
const tuple = (text: string, n: number): string => (n === 1 ? `(${text},)` : `(${text})`);

const isWhole = ({ kind, value }: Expression): boolean =>
  kind === 'int' || (kind === 'number' && (value === undefined || Number.isInteger(value)));

/** Numbers stay numbers, whole tensors stay whole, and everything else is a float tensor. */
function arithmeticKind(a: Expression, b: Expression): Kind {
  if (a.kind === 'number' && b.kind === 'number') return 'number';
  return isWhole(a) && isWhole(b) ? 'int' : 'float';
}

const arithmetic =
  (operator: string, level: number): Phrase =>
  ({ args }) => {
    const [a, b] = args.map(asNumeric) as [Expression, Expression];
    const kind = arithmeticKind(a, b);
    return binary(operator, level, a, b, operator === '/' && kind === 'int' ? 'float' : kind);
  };

const comparison =
  (operator: string): Phrase =>
  ({ args }) => {
    const [a, b] = args.map(asNumeric) as [Expression, Expression];
    const left = a.kind === 'number' && b.kind === 'number' ? asFloat(a) : a;
    return {
      text: `${within(left, LEVEL.add)} ${operator} ${within(b, LEVEL.add)}`,
      level: LEVEL.compare,
      kind: 'bool',
    };
  };

// Comparisons do not chain: what is compared is bracketed as if it stood one level tighter.
const compare =
  (operator: string, opposite: string): Phrase =>
  (application, place) => {
    const said = comparison(operator)(application, place);
    // Only nan is neither: whole numbers have none.
    const whole = application.args.every(
      ({ kind, value }) => kind === 'int' || (kind === 'number' && !Number.isNaN(value)),
    );
    const opposed = whole ? { opposite: comparison(opposite)(application, place).text } : {};
    return { ...said, ...opposed, level: LEVEL.compare };
  };

const onFloat =
  (name: string): Phrase =>
  ({ args: [x] }) =>
    call(`${name}(${asFloat(x as Expression).text})`);

const tensorOf = (x: Expression | undefined): Expression => (x?.kind === 'number' ? asFloat(x) : (x as Expression));

const reduce =
  (name: string): Phrase =>
  ({ args: [x], attrs, from }) => {
    const tail = `dim=${axisText(attrs.axis as number, from[0]?.dims.length ?? 0)}${attrs.drop ? '' : ', keepdim=True'}`;
    return method(asFloat(x as Expression), name, tail);
  };

/** The last axes are counted from the end, as people write them. */
const axisText = (axis: number, rank: number): number => (axis >= rank - 2 ? axis - rank : axis);

function reshaped({ args: [x], from, to }: Application, place: Place): Expression {
  const before = from[0]?.dims ?? [];
  const tensor = tensorOf(x);
  const added = oneMore(before, to.dims);
  if (added !== undefined) return method(tensor, 'unsqueeze', String(axisText(added, to.dims.length)));
  const dropped = oneMore(to.dims, before);
  if (dropped !== undefined) return method(tensor, 'squeeze', String(axisText(dropped, before.length)));
  return method(tensor, 'reshape', to.dims.length === 0 ? '()' : sizes(place, to.dims));
}

/** Where `longer` has one axis of size 1 that `shorter` lacks. */
function oneMore(shorter: readonly Dim[], longer: readonly Dim[]): number | undefined {
  if (longer.length !== shorter.length + 1) return undefined;
  for (let axis = longer.length - 1; axis >= 0; axis--) {
    if (longer[axis] !== 1) continue;
    const rest = longer.filter((_, i) => i !== axis);
    if (rest.every((dim, i) => dim === shorter[i])) return axis;
  }
  return undefined;
}

function permuted({ args: [x], attrs }: Application): Expression {
  const order = attrs.order as readonly number[];
  const n = order.length;
  const swapsLast = order.every((axis, i) => axis === (i === n - 1 ? n - 2 : i === n - 2 ? n - 1 : i));
  if (n >= 2 && swapsLast) return method(tensorOf(x), 'transpose', '-2, -1');
  return method(tensorOf(x), 'permute', order.join(', '));
}

function sliced({ args: [x], attrs, from }: Application, place: Place): Expression {
  const rank = from[0]?.dims.length ?? 0;
  const [axis, start, length] = [attrs.axis as number, attrs.start as Dim, attrs.length as Dim];
  const [first, many] = [place.dim(start), place.dim(length)];
  const end =
    first.value === 0
      ? many.text
      : first.value !== undefined && many.value !== undefined
        ? String(first.value + many.value)
        : binary('+', LEVEL.add, first, many, 'number').text;
  const stretch = `${first.value === 0 ? '' : first.text}:${end}`;
  const before = axis === rank - 1 && axis > 0 ? ['...'] : new Array<string>(axis).fill(':');
  return call(`${within(tensorOf(x), LEVEL.call)}[${[...before, stretch].join(', ')}]`, x?.kind);
}

function padded({ args: [x], attrs, from }: Application, place: Place): Expression {
  const after = (from[0]?.dims.length ?? 0) - 1 - (attrs.axis as number);
  const pads = [
    ...new Array<string>(2 * after).fill('0'),
    place.dim(attrs.before as Dim).text,
    place.dim(attrs.after as Dim).text,
  ];
  return call(`F.pad(${asFloat(x as Expression).text}, (${pads.join(', ')}))`);
}

function joined({ args, attrs, to }: Application): Expression {
  const kinds = new Set(args.map(({ kind }) => kind));
  const parts = kinds.size === 1 && !kinds.has('number') ? args : args.map(asFloat);
  const axis = axisText(attrs.axis as number, to.dims.length);
  return call(`torch.cat([${parts.map(({ text }) => text).join(', ')}], dim=${axis})`, parts[0]?.kind);
}

const sameDims = (a: Type | undefined, b: Type): boolean =>
  a !== undefined && a.dims.length === b.dims.length && a.dims.every((dim, i) => dim === b.dims[i]);

/** `torch.where`, or a fill where one side is a number and the other has the shape of the result. */
function chosen({ args, from, to }: Application): Expression {
  const [condition, a, b] = args as [Expression, Expression, Expression];
  const keep = asBool(condition);
  if (b.kind === 'number' && a.kind !== 'number' && sameDims(from[1], to))
    return method(asFloat(a), 'masked_fill', `${negated(keep)}, ${b.text}`);
  if (a.kind === 'number' && b.kind !== 'number' && sameDims(from[2], to))
    return method(asFloat(b), 'masked_fill', `${keep.text}, ${a.text}`);
  return call(`torch.where(${keep.text}, ${asFloat(a).text}, ${asFloat(b).text})`);
}

const negated = (keep: Expression): string => {
  if (keep.opposite !== undefined) return keep.opposite;
  const zero = / != 0$/.exec(keep.text);
  if (keep.level === LEVEL.compare && zero) return `${keep.text.slice(0, -zero[0].length)} == 0`;
  return `~${within(keep, LEVEL.call)}`;
};

const product: Phrase = (application, place) => {
  const [a, b] = application.args as [Expression, Expression];
  if (a.kind === 'bool' && b.kind === 'bool') return binary('&', LEVEL.and, bracketed(a), bracketed(b), 'bool');
  return arithmetic('*', LEVEL.multiply)(application, place);
};

/** Python's & binds more tightly than comparisons. */
const bracketed = (x: Expression): Expression =>
  x.level === LEVEL.compare ? { ...x, text: `(${x.text})`, level: LEVEL.atom } : x;

/** Rows of a table; ids are whole numbers whatever tensor they come in. */
const rows: Phrase = ({ args: [table, ids] }) =>
  call(`F.embedding(${wholeText(ids as Expression)}, ${(table as Expression).text})`);
const wholeText = (ids: Expression): string => (ids.kind === 'int' ? ids.text : method(asFloat(ids), 'long').text);

function filled({ attrs }: Application, place: Place): Expression {
  const dims = attrs.dims as readonly Dim[];
  const value = attrs.value as number;
  if (dims.length === 0) return number(value);
  const shape = sizes(place, dims);
  if (value === 0) return call(`torch.zeros(${shape}${place.device()})`);
  if (value === 1) return call(`torch.ones(${shape}${place.device()})`);
  return call(
    `torch.full(${tuple(shape, dims.length)}, ${asFloat(number(value)).text.slice('torch.tensor('.length, -1)}${place.device()})`,
  );
}

function drawn({ attrs }: Application, place: Place): Expression {
  const shape = (attrs.dims as readonly Dim[]).map(place.size);
  const { seed, skip, rate } = attrs as unknown as { seed: number; skip: number; rate: number };
  return place.buffer((copies) => {
    const own = copies.reduceRight(seedOfCopy, seed);
    return tensor(shape, dropoutMask(own, skip, count(shape), rate));
  });
}

const WAVES = ['sin', 'cos'];
function waves({ attrs }: Application, place: Place): Expression {
  place.helper('sinusoid');
  const [even, odd] = (attrs.functions as [0 | 1, 0 | 1]).map((k) => `torch.${WAVES[k]}`);
  const table = `sinusoid(${sizes(place, [attrs.length as Dim, attrs.width as Dim])}, ${attrs.base}, ${even}, ${odd})`;
  return call(place.device() ? `${table}.to(device)` : table);
}

function softmaxed({ args: [x] }: Application, place: Place): Expression {
  if (!place.mayBeForbidden) return call(`F.softmax(${asFloat(x as Expression).text}, dim=-1)`);
  place.helper('softmax');
  return call(`masked_softmax(${asFloat(x as Expression).text})`);
}

function root({ args: [x] }: Application): Expression {
  const value = x as Expression;
  return value.kind === 'number'
    ? call(`math.sqrt(${value.text})`, 'number')
    : call(`torch.sqrt(${asFloat(value).text})`);
}

const negative: Phrase = ({ args: [x] }) => {
  const value = asNumeric(x as Expression);
  return { text: `-${within(value, LEVEL.negate)}`, level: LEVEL.negate, kind: value.kind };
};

/** By op id. `scan` and a container's inside are statements, not phrases. */
export const phrases: Readonly<Record<string, Phrase>> = {
  add: arithmetic('+', LEVEL.add),
  sub: arithmetic('-', LEVEL.add),
  mul: product,
  div: arithmetic('/', LEVEL.multiply),
  lessEqual: compare('<=', '>'),
  equal: compare('==', '!='),
  where: chosen,
  neg: negative,
  exp: onFloat('torch.exp'),
  log: onFloat('torch.log'),
  sqrt: root,
  tanh: onFloat('torch.tanh'),
  sigmoid: onFloat('torch.sigmoid'),
  relu: onFloat('F.relu'),
  erf: onFloat('torch.erf'),
  detach: ({ args: [x] }) => (x?.kind === 'number' ? x : method(x as Expression, 'detach')),
  matmul: ({ args }) => {
    const [a, b] = args.map(asFloat) as [Expression, Expression];
    return binary('@', LEVEL.multiply, a, b, 'float');
  },
  permute: permuted,
  reshape: reshaped,
  expand: ({ args: [x], to }, place) => method(tensorOf(x), 'expand', sizes(place, to.dims)),
  slice: sliced,
  flip: ({ args: [x], attrs, from }) =>
    method(tensorOf(x), 'flip', String(axisText(attrs.axis as number, from[0]?.dims.length ?? 0))),
  pad: padded,
  concat: joined,
  sum: reduce('sum'),
  max: reduce('amax'),
  softmax: softmaxed,
  argmax: ({ args: [x] }) => method(asFloat(x as Expression), 'argmax', 'dim=-1', 'int'),
  gather: rows,
  scatterAdd: ({ args: [values, ids], attrs, from }, place) => {
    const width = from[0]?.dims.at(-1) as Dim;
    const shape = sizes(place, [attrs.rows as Dim, width]);
    const flat = method(asFloat(values as Expression), 'reshape', `-1, ${place.dim(width).text}`).text;
    const at = method(call(wholeText(ids as Expression)), 'reshape', '-1').text;
    return call(`torch.zeros(${shape}${place.device()}).index_add(0, ${at}, ${flat})`);
  },
  fill: filled,
  iota: ({ attrs }, place) => call(`torch.arange(${place.dim(attrs.length as Dim).text}${place.device()})`, 'int'),
  size: ({ attrs }, place) => place.dim(attrs.dim as Dim),
  sinusoid: waves,
  dropoutMask: drawn,
  // What idioms.ts makes of several ops.
  mean: reduce('mean'),
  gelu: onFloat('F.gelu'),
  silu: onFloat('F.silu'),
  either: ({ args }) => {
    const [a, b] = args.map(asBool) as [Expression, Expression];
    return binary('|', LEVEL.or, bracketed(a), bracketed(b), 'bool');
  },
};
