// One cell of a Program as a Python expression of its indices, where every op on the way allows it. Knows no node type.
import type { Program, Step } from '../../ops/program';
import type { Dim } from '../../tensor/dim';
import type { Type } from '../../tensor/tensor';
import { asBool, asFloat, atom, binary, call, type Expression, LEVEL, number } from './expression';
import { type Place, phrases } from './phrases';

/** Ops whose cell is a function of the cells at the same place. */
const CELLWISE = new Set([
  'add',
  'sub',
  'mul',
  'div',
  'lessEqual',
  'equal',
  'neg',
  'exp',
  'log',
  'sqrt',
  'tanh',
  'sigmoid',
  'relu',
  'erf',
]);

const scalar: Type = { dims: [], dtype: 'float' };

/** Throws this where a cell cannot be said by its indices alone. */
export class NotByIndex extends Error {}

export class CellWriter {
  private readonly by: ReadonlyMap<number, Step>;

  constructor(
    private readonly program: Program,
    /** What the cell of each input is; inputs without one cannot be said. */
    private readonly given: ReadonlyMap<number, Expression>,
    private readonly dim: (dim: Dim) => Expression,
  ) {
    this.by = new Map(program.steps.flatMap((step) => step.outs.map((out) => [out, step] as const)));
  }

  /** The step that makes a value; nothing for inputs. */
  maker = (value: number): Step | undefined => this.by.get(value);

  cell(value: number, at: readonly Expression[]): Expression {
    const given = this.given.get(value);
    if (given) return given;
    const step = this.by.get(value);
    if (!step) throw new NotByIndex();
    const { op, attrs, args } = step;
    const dims = this.dims(value);
    if (op.id === 'fill') return number(attrs.value as number);
    if (op.id === 'size') return this.dim(attrs.dim as Dim);
    if (op.id === 'iota') return at[0] as Expression;
    const [x] = args as [number];
    if (op.id === 'reshape') return this.cell(x, this.reshaped(this.dims(x), dims, at));
    if (op.id === 'expand') return this.cell(x, this.broadcast(x, at));
    if (op.id === 'permute') {
      const order = attrs.order as readonly number[];
      return this.cell(
        x,
        order.map((_, axis) => at[order.indexOf(axis)] as Expression),
      );
    }
    if (op.id === 'slice')
      return this.cell(
        x,
        at.map((place, axis) => (axis === attrs.axis ? plus(place, this.dim(attrs.start as Dim)) : place)),
      );
    const cells = args.map((arg) => this.cell(arg, this.broadcast(arg, at)));
    if (op.id === 'where') return chosen(cells as [Expression, Expression, Expression]);
    const phrase = CELLWISE.has(op.id) ? phrases[op.id] : undefined;
    if (!phrase) throw new NotByIndex();
    return phrase({ args: cells, attrs, from: args.map(() => scalar), to: scalar }, NOWHERE);
  }

  private dims = (value: number): readonly Dim[] => this.program.types[value]?.dims ?? [];

  /** Where a value is read for a cell of what it is broadcast to. */
  places = (value: number, at: readonly Expression[]): Expression[] => this.broadcast(value, at);

  private broadcast(arg: number, at: readonly Expression[]): Expression[] {
    const dims = this.dims(arg);
    return dims.map((dim, axis) => (dim === 1 ? number(0) : (at[at.length - dims.length + axis] as Expression)));
  }

  /** Axes of size 1 come and go; anything else moves cells in a way that no index says. */
  private reshaped(from: readonly Dim[], to: readonly Dim[], at: readonly Expression[]): Expression[] {
    const left = to.flatMap((dim, axis) => (dim === 1 ? [] : [{ dim, place: at[axis] as Expression }]));
    const places = from.map((dim) => {
      if (dim === 1) return number(0);
      const next = left.shift();
      if (next?.dim !== dim) throw new NotByIndex();
      return next.place;
    });
    if (left.length > 0) throw new NotByIndex();
    return places;
  }
}

const plus = (place: Expression, start: Expression): Expression =>
  start.value === 0 ? place : binary('+', LEVEL.add, place, start, 'int');

const plain = (x: Expression): Expression => (x.kind === 'number' ? x : asFloat(x));
function chosen([condition, a, b]: readonly [Expression, Expression, Expression]): Expression {
  const keep = asBool(condition);
  if (a.value === 1 && b.kind === 'bool') return binary('|', LEVEL.or, bracketed(keep), bracketed(b), 'bool');
  return call(`torch.where(${keep.text}, ${plain(a).text}, ${plain(b).text})`);
}
/** Python's | and & bind more tightly than comparisons. */
export const bracketed = (x: Expression): Expression => (x.level === LEVEL.compare ? atom(`(${x.text})`, x.kind) : x);

/** Cells need nothing of a function around them. */
const NOWHERE: Place = {
  mayBeForbidden: false,
  dim: () => {
    throw new NotByIndex();
  },
  size: () => {
    throw new NotByIndex();
  },
  device: () => '',
  helper: () => {
    throw new NotByIndex();
  },
  buffer: () => {
    throw new NotByIndex();
  },
};
