// Writes a Program as statements of a function: phrases, loops, calls of insides. Knows no node type.
import type { Program } from '../../ops/program';
import type { ScanAttrs } from '../../ops/scanAttrs';
import type { Dim } from '../../tensor/dim';
import type { Type } from '../../tensor/tensor';
import { knownSize } from '../polynomial';
import { type InsideOp, isInside } from '../scope';
import { chainFrom } from './chain';
import { asFloat, atom, call, type Expression, LEVEL, within } from './expression';
import type { FunctionWriter } from './function';
import { idiomatic } from './idioms';
import type { Said } from './match';
import { type Place, phrases } from './phrases';

/** What the class around a function keeps for it. */
export interface Keeper {
  /** A layer of torch.nn for a step, or nothing where the step is a phrase. */
  layer(said: Said): string | undefined;
  buffer: Place['buffer'];
  /** A weight that is read by more than a layer, by its value in the Program. */
  parameter(value: number): Expression;
  /** The module behind a container's inside, given which of its inputs may be forbidden, and which of its outputs then may. */
  inside(
    op: InsideOp,
    args: readonly Expression[],
  ): { readonly module: string; readonly forbidden: readonly boolean[] };
}

/**
 * Writes a Program and gives its outputs by name; `wanted` are the names of values that get one. An input that is not given
 * is a weight: the class keeps it once it is read.
 */
export function writeProgram(
  to: FunctionWriter,
  program: Program,
  given: readonly (Expression | undefined)[],
  keeper: Keeper,
  wanted: ReadonlyMap<number, string>,
  hint: string,
): Record<string, Expression> {
  const run = new ProgramWriter(to, program, keeper, wanted, hint);
  program.inputs.forEach(({ value }, k) => {
    const expression = given[k];
    if (expression) run.set(value, expression);
  });
  run.all();
  return Object.fromEntries(Object.entries(program.outputs).map(([name, value]) => [name, run.get(value)]));
}

const WIDEST = 50;
const CLEARS = new Set(['softmax', 'exp', 'sigmoid', 'tanh', 'lessEqual', 'equal', 'argmax', 'either']);

/** One value of a Program that was not written yet: it is said where it is read. */
interface Pending {
  readonly expression: Expression;
  readonly type: Type;
}

class ProgramWriter implements Place {
  mayBeForbidden = false;
  private readonly said: readonly Said[];
  private readonly written = new Map<number, Expression>();
  private readonly pending = new Map<number, Pending>();
  private readonly reads = new Map<number, number>();
  private readonly outputs: ReadonlySet<number>;

  constructor(
    private readonly to: FunctionWriter,
    private readonly source: Program,
    private readonly keeper: Keeper,
    private readonly wanted: ReadonlyMap<number, string>,
    private readonly hint: string,
  ) {
    this.said = idiomatic(source);
    this.outputs = new Set(Object.values(source.outputs));
    for (const { args } of this.said) for (const arg of args) this.reads.set(arg, (this.reads.get(arg) ?? 0) + 1);
  }

  set(value: number, expression: Expression): void {
    this.written.set(value, expression);
  }

  /** A value where it is read; one that was pending is said here and nowhere else. */
  get(value: number): Expression {
    const pending = this.pending.get(value);
    if (pending) {
      this.pending.delete(value);
      return pending.expression;
    }
    const written = this.written.get(value);
    if (written) return written;
    if (!this.source.inputs.some((input) => input.value === value))
      throw new Error(`value ${value} is read before it is written`);
    const kept = this.keeper.parameter(value);
    this.set(value, kept);
    return kept;
  }

  all(): void {
    for (let at = 0; at < this.said.length; at++) {
      const step = this.said[at] as Said;
      const { op } = step;
      if (step.id === 'scan') this.scan(step);
      else if (op && isInside(op)) at += this.inside(step, op, at) - 1;
      else this.phrase(step);
    }
  }

  dim = (dim: Dim): Expression => this.to.dim(dim);
  size = (dim: Dim): number => {
    const { sizes, fixed, losses } = this.to.shared;
    const size = knownSize(dim, sizes);
    if (size === undefined) throw new Error(`the size of ${dim} is not known`);
    if (knownSize(dim, fixed) === undefined) losses.add(`Drawn cells are kept for ${dim} = ${size} only.`);
    return size;
  };
  device = (): string => this.to.device();
  helper(name: 'softmax' | 'sinusoid'): void {
    this.to.shared.helpers.add(name);
  }
  buffer: Place['buffer'] = (value) => this.keeper.buffer(value);

  private phrase(step: Said): void {
    const layer = this.keeper.layer(step);
    const args = (layer === undefined ? step.args : step.args.slice(0, 1)).map((arg) => this.get(arg));
    const out = step.outs[0] as number;
    const to = this.source.types[out] as Type;
    this.mayBeForbidden = args.some(({ forbidden }) => forbidden);
    const phrase = phrases[step.id];
    if (!phrase && layer === undefined) throw new Error(`there is no PyTorch phrase for ${step.id}`);
    const from = step.args.map((arg) => this.source.types[arg] as Type);
    const plain =
      layer === undefined && phrase
        ? phrase({ args, attrs: step.attrs, from, to }, this)
        : call(
            `${layer}(${step.id === 'embedding' ? whole(args[0] as Expression) : asFloat(args[0] as Expression).text})`,
          );
    const forbids = step.id === 'log' || (step.id === 'fill' && step.attrs.value === Number.NEGATIVE_INFINITY);
    const forbidden = forbids || (this.mayBeForbidden && !CLEARS.has(step.id));
    this.give(out, forbidden ? { ...plain, forbidden } : plain, to, step.id);
  }

  /** Says a value at once where a name helps, later where it is read once and short. */
  private give(value: number, expression: Expression, type: Type, id: string): void {
    const isOutput = this.outputs.has(value) || this.wanted.has(value);
    const once = this.reads.get(value) === 1 && !isOutput;
    const plain = expression.kind === 'number';
    if (plain || (once && expression.text.length <= WIDEST)) {
      if (plain) this.set(value, expression);
      else this.pending.set(value, { expression, type });
      return;
    }
    this.assign(
      value,
      expression,
      type,
      this.wanted.get(value) ?? this.to.names.fresh(`${this.hint}_${HINTS[id] ?? id}`),
    );
  }

  private assign(value: number, expression: Expression, type: Type, name: string): void {
    this.settle(name);
    this.to.line(`${name} = ${expression.text}`, type.dims);
    const named = atom(name, expression.kind);
    this.set(value, expression.forbidden ? { ...named, forbidden: true } : named);
  }

  /** Writes what is pending and reads a name, before that name gets another value. */
  private settle(name: string): void {
    const reads = new RegExp(`\\b${name}\\b`);
    for (const [value, { expression, type }] of [...this.pending]) {
      if (!reads.test(expression.text)) continue;
      this.pending.delete(value);
      this.assign(value, expression, type, this.to.names.fresh(`${this.hint}_before`));
    }
  }

  private nameOf(value: number, otherwise: string): string {
    return this.wanted.get(value) ?? this.to.names.fresh(otherwise);
  }

  private isRead(value: number): boolean {
    return this.outputs.has(value) || (this.reads.get(value) ?? 0) > 0;
  }

  /** One call, or a loop over copies that each take what the one before gave. Gives how many steps were written. */
  private inside(step: Said, op: InsideOp, at: number): number {
    const chain = op.copies > 1 ? chainFrom(this.said, at, this.reads, this.outputs) : undefined;
    const args = step.args.map((arg) => tensor(this.get(arg)));
    const { module, forbidden } = this.keeper.inside(op, args);
    const last = chain?.steps.at(-1) ?? step;
    const ports = Object.keys(op.scope.outputs);
    const named = last.outs.map((out, k) => (this.isRead(out) ? this.nameOf(out, `${this.hint}_${ports[k]}`) : '_'));
    const given = args.map(({ text }) => text);
    if (chain) {
      chain.carried.forEach((from, k) => {
        if (from === undefined) return;
        if (named[from] === '_') named[from] = this.to.names.fresh(`${this.hint}_${ports[from]}`);
        this.to.line(`${named[from]} = ${given[k]}`);
        given[k] = named[from] as string;
      });
      this.to.line(`for layer in ${module}:`);
      this.to.indented(() =>
        this.to.line(`${named.join(', ')} = layer(${given.join(', ')})`, this.dimsOf(last, named)),
      );
    } else {
      for (const name of named) this.settle(name);
      const callee = op.copies > 1 ? `${module}[${step.attrs.copy}]` : module;
      this.to.line(`${named.join(', ')} = ${callee}(${given.join(', ')})`, this.dimsOf(last, named));
    }
    last.outs.forEach((out, k) => {
      const made = atom(named[k] as string, kindOf(this.source.types[out] as Type));
      this.set(out, forbidden[k] ? { ...made, forbidden: true } : made);
    });
    return chain?.steps.length ?? 1;
  }

  private dimsOf(step: Said, named: readonly string[]): readonly Dim[] | undefined {
    return named.length === 1 ? this.source.types[step.outs[0] as number]?.dims : undefined;
  }

  private scan(step: Said): void {
    const attrs = step.attrs as unknown as ScanAttrs;
    const body = attrs.body as Program;
    const args = step.args.map((arg) => tensor(this.get(arg)));
    const first = attrs.constants + attrs.sequences.length;
    const inputs = body.inputs.slice(1);
    const states = args.slice(first).map((initial, k) => {
      const name = this.nameOf(step.outs[k] as number, inputs[first + k]?.name ?? 'state');
      this.settle(name);
      this.to.line(`${name} = ${initial.text}`);
      return { ...initial, ...atom(name, kindOf(this.source.types[step.outs[k] as number] as Type)) };
    });
    const lists = attrs.outputs.map((_, k) => {
      const out = step.outs[attrs.states + k] as number;
      if (!this.isRead(out)) return undefined;
      const name = this.nameOf(out, `${this.hint}_steps`);
      this.to.line(`${name} = []`);
      return name;
    });
    const range = `range(${this.dim(attrs.length).text})`;
    this.to.line(`for step in ${attrs.reverse ? `reversed(${range})` : range}:`);
    let left: Readonly<Record<string, Expression>> = {};
    this.to.indented(() => {
      const slices = attrs.sequences.map((axis, k) => {
        const x = args[attrs.constants + k] as Expression;
        const rank = body.types[inputs[attrs.constants + k]?.value as number]?.dims.length ?? 0;
        const before = axis === rank - 1 && axis > 0 ? ['...'] : new Array<string>(axis).fill(':');
        return { ...x, ...call(`${within(x, LEVEL.call)}[${[...before, 'step:step + 1'].join(', ')}]`, x.kind) };
      });
      left = this.body(
        attrs,
        [atom('step', 'number'), ...args.slice(0, attrs.constants), ...slices, ...states],
        states,
        lists,
      );
    });
    lists.forEach((name, k) => {
      if (name === undefined) return;
      const out = step.outs[attrs.states + k] as number;
      const type = this.source.types[out] as Type;
      const axis = attrs.outputs[k] as number;
      const dim = axis >= type.dims.length - 2 ? axis - type.dims.length : axis;
      this.to.line(`${name} = torch.cat(${name}${attrs.reverse ? '[::-1]' : ''}, dim=${dim})`, type.dims);
      const forbidden = left[`y${k}`]?.forbidden === true;
      this.set(out, { ...atom(name, kindOf(type)), forbidden });
    });
    for (const [k, state] of states.entries()) {
      const forbidden = state.forbidden === true || left[`s${k}`]?.forbidden === true;
      this.set(step.outs[k] as number, { ...state, forbidden });
    }
  }

  /** One step of a loop: what it appends, and the states it hands on. Gives both by the names that the body has for them. */
  private body(
    attrs: ScanAttrs,
    given: readonly Expression[],
    states: readonly Expression[],
    lists: readonly (string | undefined)[],
  ): Readonly<Record<string, Expression>> {
    const body = attrs.body as Program;
    const wanted = new Map<number, string>();
    states.forEach((state, k) => {
      const left = body.outputs[`s${k}`] as number;
      const enters = body.inputs[body.inputs.length - states.length + k]?.value as number;
      if (isLastRead(body, enters, left)) wanted.set(left, state.text);
    });
    const result = writeProgram(this.to, body, given, this.keeper, wanted, this.hint);
    lists.forEach((name, k) => {
      if (name !== undefined) this.to.line(`${name}.append(${tensor(result[`y${k}`] as Expression).text})`);
    });
    const moved = states.flatMap((state, k) => {
      const next = tensor(result[`s${k}`] as Expression).text;
      return next === state.text ? [] : [[state.text, next] as const];
    });
    if (moved.length > 0)
      this.to.line(`${moved.map(([name]) => name).join(', ')} = ${moved.map(([, next]) => next).join(', ')}`);
    return result;
  }
}

const HINTS: Readonly<Record<string, string>> = {
  iota: 'position',
  lessEqual: 'allowed',
  sub: 'difference',
  add: 'sum',
  mul: 'product',
  div: 'quotient',
  matmul: 'product',
  linear: 'rows',
};

const tensor = (x: Expression): Expression => (x.kind === 'number' ? asFloat(x) : x);
const whole = (ids: Expression): string =>
  ids.kind === 'int' ? ids.text : `${within(asFloat(ids), LEVEL.call)}.long()`;
const kindOf = ({ dtype }: Type): Expression['kind'] => (dtype === 'int' ? 'int' : 'float');

/** Whether the state that enters a step is read by nothing after the value that leaves it is made, so that both may share a name. */
function isLastRead({ steps, outputs, inputs }: Program, enters: number, left: number): boolean {
  if (inputs.some(({ value }) => value === left)) return false;
  if (Object.values(outputs).includes(enters)) return false;
  const made = steps.findIndex(({ outs }) => outs.includes(left));
  return steps.every(({ args }, at) => at <= made || !args.includes(enters));
}
