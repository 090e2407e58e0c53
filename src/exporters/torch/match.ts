// Finds a pattern of ops in a Program: what it captures, what it covers, and whether anything else reads the inside of it.
import type { Program, Step } from '../../ops/program';
import type { Dim } from '../../tensor/dim';

/** A step under the id of its phrase; args, outs and site as in a Program. */
export interface Said extends Omit<Step, 'op'> {
  readonly id: string;
  /** The op behind it, for those that hold a Program or an inside. */
  readonly op?: Step['op'];
}

/** A name captures a value (the same one twice), a number is a constant, a list is an op and its arguments. */
export type Pattern = string | number | OpPattern;
/** Its first entry is the op. */
interface OpPattern extends ReadonlyArray<Pattern> {}

export interface Found {
  readonly values: ReadonlyMap<string, number>;
  readonly numbers: readonly number[];
  readonly covered: readonly Said[];
  rank(capture: string): number;
  dims(capture: string): readonly Dim[];
  /** Whether it is a weight that no other step reads. */
  isWeight(capture: string): boolean;
  /** The op that made it. */
  maker(capture: string): string | undefined;
}

const COMMUTES = new Set(['add', 'mul']);

export class Match implements Found {
  readonly values = new Map<string, number>();
  readonly numbers: number[] = [];
  readonly covered: Said[] = [];
  private readonly by: ReadonlyMap<number, Said>;

  constructor(
    private readonly program: Program,
    private readonly steps: readonly Said[],
    private readonly weights: ReadonlySet<number>,
  ) {
    this.by = new Map(steps.flatMap((step) => step.outs.map((out) => [out, step] as const)));
  }

  rank = (capture: string): number => this.dims(capture).length;
  dims = (capture: string): readonly Dim[] => this.program.types[this.values.get(capture) ?? -1]?.dims ?? [];
  maker = (capture: string): string | undefined => this.by.get(this.values.get(capture) ?? -1)?.id;

  isWeight = (capture: string): boolean => {
    const value = this.values.get(capture) ?? -1;
    return this.weights.has(value) && this.steps.filter(({ args }) => args.includes(value)).length === 1;
  };

  value(value: number, pattern: Pattern): boolean {
    if (typeof pattern === 'string') {
      const known = this.values.get(pattern);
      if (known === undefined) this.values.set(pattern, value);
      return known === undefined || known === value;
    }
    const step = this.by.get(value);
    if (typeof pattern === 'number') {
      if (step?.id !== 'fill' || (step.attrs.dims as readonly Dim[]).length > 0) return false;
      this.numbers.push(step.attrs.value as number);
      return true;
    }
    const [op, ...args] = pattern as readonly [string, ...Pattern[]];
    if (op === 'size') return this.size(step);
    if (step?.id !== op || step.outs.length !== 1) return false;
    if (!this.covered.includes(step)) this.covered.push(step);
    if (this.args(step.args, args)) return true;
    return COMMUTES.has(op) && this.args([...step.args].reverse(), args);
  }

  /** The size of an axis is an op where it is a symbol, and a number where it is known. */
  private size(step: Said | undefined): boolean {
    if (step?.id === 'fill' && (step.attrs.dims as readonly Dim[]).length === 0) {
      this.covered.push({ ...step, id: 'size', attrs: { dim: step.attrs.value } });
      return true;
    }
    if (step?.id !== 'size') return false;
    this.covered.push(step);
    return true;
  }

  /** Undoes what a failed attempt captured, so that the other order starts afresh. */
  private args(values: readonly number[], patterns: readonly Pattern[]): boolean {
    if (values.length !== patterns.length) return false;
    const [before, numbers, covered] = [new Map(this.values), this.numbers.length, this.covered.length];
    if (patterns.every((pattern, k) => this.value(values[k] as number, pattern))) return true;
    this.values.clear();
    for (const [name, value] of before) this.values.set(name, value);
    this.numbers.length = numbers;
    this.covered.length = covered;
    return false;
  }

  /** Whether a step that would go, other than the root, gives something that is needed beside the pattern. */
  isReadElsewhere(root: Said): boolean {
    const inside = new Set(this.covered);
    const outputs = new Set(Object.values(this.program.outputs));
    const inner = this.covered.filter((step) => step !== root && this.steps.includes(step));
    // Constants may be shared: they are written where they are read.
    const [kept, shared] = [inner.filter(({ id }) => id !== 'size'), inner.filter(({ id }) => id === 'size')];
    for (const step of shared) {
      const others = this.steps.some((one) => !inside.has(one) && one.args.includes(step.outs[0] as number));
      if (others) this.covered.splice(this.covered.indexOf(step), 1);
    }
    return kept.some(({ outs }) =>
      outs.some((out) => outputs.has(out) || this.steps.some((one) => !inside.has(one) && one.args.includes(out))),
    );
  }
}
