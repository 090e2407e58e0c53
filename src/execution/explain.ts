// Why an output cell has its value: its node's Program read backwards through `terms`. Knows no node type and no page.
import { concreteAttrs, type Term, type Terms } from '../ops/op';
import type { Program, Step } from '../ops/program';
import { type Sizes, shapeOf } from '../tensor/dim';
import { float } from '../tensor/tensor';
import { referenceCell } from './restrict';

/** How a cell was made, down to cells that the node was given. */
export type Reading =
  /** A cell of an input, weight or constant: `input` is its name in the Program. */
  | { readonly kind: 'cell'; readonly input: string; readonly index: number; readonly value: number }
  /** A number that is not taken apart further. */
  | { readonly kind: 'number'; readonly value: number }
  /** A total over groups of (a product over the readings of a group). */
  | { readonly kind: 'sum'; readonly groups: readonly (readonly Reading[])[]; readonly value: number }
  /** A function of its groups; `op` is the op's id. */
  | {
      readonly kind: 'function';
      readonly op: string;
      readonly groups: readonly (readonly Reading[])[];
      readonly value: number;
    };

export interface Question {
  readonly program: Program;
  readonly sizes: Sizes;
  /** The output port and the flat index of its cell. */
  readonly output: string;
  readonly cell: number;
  /** A cell of the named Program input. */
  read(input: string, index: number): number;
}

/** Cells that fit on one line; what would be more is read less deeply. */
const MOST_CELLS = 18;
const DEEPEST = 8;

/** The deepest reading that still fits on a line; at least one level, however long. */
export function explainCell(question: Question): Reading {
  const walk = new Walk(question);
  const value = question.program.outputs[question.output] as number;
  let best = walk.reading(value, question.cell, 1);
  for (let depth = 2; depth <= DEEPEST; depth++) {
    const deeper = walk.reading(value, question.cell, depth);
    if (cellsIn(deeper) > MOST_CELLS) break;
    best = deeper;
  }
  return best;
}

function cellsIn(reading: Reading): number {
  if (reading.kind === 'cell' || reading.kind === 'number') return 1;
  return reading.groups.flat().reduce((n, part) => n + cellsIn(part), 0);
}

/** A cell of a value of the Program. */
interface Place {
  readonly value: number;
  readonly index: number;
}

class Walk {
  private readonly steps = new Map<number, Step>();
  private readonly names: ReadonlyMap<number, string>;
  private readonly known = new Map<string, number>();
  private readonly tables = new Map<number, ArrayLike<number>>();

  constructor(private readonly question: Question) {
    for (const step of question.program.steps) for (const out of step.outs) this.steps.set(out, step);
    this.names = new Map(question.program.inputs.map(({ name, value }) => [value, name]));
  }

  reading(value: number, index: number, depth: number): Reading {
    const place = this.origin({ value, index });
    const name = this.names.get(place.value);
    const number = this.cell(place);
    if (name !== undefined) return { kind: 'cell', input: name, index: place.index, value: number };
    const step = this.steps.get(place.value) as Step;
    const terms = depth > 0 ? this.terms(step, place) : undefined;
    if (!terms) return { kind: 'number', value: number };
    const groups = terms.groups.map((group) =>
      group.map(({ arg, index: at }) => this.reading(step.args[arg] as number, at, depth - 1)),
    );
    if (terms.how === 'sum of products') return { kind: 'sum', groups, value: number };
    return { kind: 'function', op: step.op.id, groups, value: number };
  }

  /** Where a cell was first: copies and choices are followed to what they took. */
  private origin(start: Place): Place {
    let place = start;
    for (let next: Place | undefined = place; next; next = this.copied(place)) place = next;
    return place;
  }

  private copied(place: Place): Place | undefined {
    const step = this.steps.get(place.value);
    if (!step) return undefined;
    const chosen = this.chosen(step, place);
    if (chosen) return chosen;
    const terms = this.terms(step, place);
    const term = terms?.how === 'copy' ? terms.groups[0]?.[0] : undefined;
    return term && { value: step.args[term.arg] as number, index: term.index };
  }

  /** Ops that take one cell or another, as a value tells: the cell that was taken. */
  private chosen(step: Step, place: Place): Place | undefined {
    if (step.op.id === 'where') {
      const [condition, yes, no] = (this.terms(step, place)?.groups[0] ?? []) as [Term, Term, Term];
      const taken = this.cellOf(step, condition) !== 0 ? yes : no;
      return { value: step.args[taken.arg] as number, index: taken.index };
    }
    if (step.op.id !== 'gather') return undefined;
    const [table, ids] = step.args as [number, number];
    const width = this.shape(table)[1] as number;
    const row = this.cell({ value: ids, index: Math.floor(place.index / width) });
    return { value: table, index: row * width + (place.index % width) };
  }

  private terms(step: Step, { value, index }: Place): Terms | undefined {
    const shapes = step.args.map((arg) => this.shape(arg));
    return step.op.terms?.(shapes, this.attrs(step), this.shape(value), index);
  }

  /** The number in a cell, in float64 from what the node was given. */
  private cell(asked: Place): number {
    const place = this.origin(asked);
    const key = `${place.value} ${place.index}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const value = this.compute(place);
    this.known.set(key, value);
    return value;
  }

  private compute(place: Place): number {
    const name = this.names.get(place.value);
    if (name !== undefined) return this.question.read(name, place.index);
    const step = this.steps.get(place.value) as Step;
    if ('host' in step.op.kernel) return this.table(step, place.value)[place.index] ?? Number.NaN;
    const terms = this.terms(step, place);
    if (!terms) return Number.NaN;
    if (terms.how === 'sum of products') {
      return terms.groups.reduce((sum, group) => sum + group.reduce((n, term) => n * this.cellOf(step, term), 1), 0);
    }
    const shapes = step.args.map((arg) => this.shape(arg));
    return referenceCell(step.op, this.attrs(step), shapes, terms, (term) => this.cellOf(step, term));
  }

  private cellOf(step: Step, { arg, index }: Term): number {
    return this.cell({ value: step.args[arg] as number, index });
  }

  /** What the host makes without arguments. */
  private table(step: Step, value: number): ArrayLike<number> {
    let cells = this.tables.get(value);
    if (!cells && 'host' in step.op.kernel) {
      cells = step.op.kernel.host(this.attrs(step), this.shape(value));
      this.tables.set(value, cells);
    }
    return cells ?? [];
  }

  private attrs = (step: Step) => concreteAttrs(step.attrs, this.question.sizes);

  private shape(value: number): number[] {
    return shapeOf((this.question.program.types[value] ?? float([])).dims, this.question.sizes);
  }
}
