// The vocabulary, spoken into a tracer: thin typed names over Tracer.apply.
import { type Dim, product } from '../tensor/dim';
import * as arithmetic from './arithmetic';
import * as functions from './functions';
import * as host from './host';
import { concat, pad } from './joining';
import { matmul } from './matmul';
import * as movement from './movement';
import type { Attrs, Op } from './op';
import type { Program } from './program';
import { argmax, max, softmax, sum } from './reduction';
import { replay } from './replay';
import { scan } from './scan';
import type { ScanAttrs } from './scanAttrs';
import type { Signature, Site } from './signature';
import { gather, scatterAdd } from './table';
import { Tracer } from './tracer';
import type { Value } from './value';
import type { Num, Vocabulary } from './vocabulary';

const SINUSOIDS = { 'sin-cos': [0, 1], sin: [0, 0], cos: [1, 1] } as const;

const sameDims = (a: readonly Dim[], b: readonly Dim[]): boolean =>
  a.length === b.length && a.every((dim, i) => dim === b[i]);

export class Ops implements Vocabulary {
  constructor(readonly tracer: Tracer) {}

  add = (a: Num, b: Num) => this.one(arithmetic.add, [a, b]);
  sub = (a: Num, b: Num) => this.one(arithmetic.sub, [a, b]);
  mul = (a: Num, b: Num) => this.one(arithmetic.mul, [a, b]);
  div = (a: Num, b: Num) => this.one(arithmetic.div, [a, b]);
  lessEqual = (a: Num, b: Num) => this.one(arithmetic.lessEqual, [a, b]);
  equal = (a: Num, b: Num) => this.one(arithmetic.equal, [a, b]);
  where = (condition: Num, a: Num, b: Num) => this.one(arithmetic.where, [condition, a, b]);
  neg = (x: Num) => this.one(functions.neg, [x]);
  exp = (x: Num) => this.one(functions.exp, [x]);
  log = (x: Num) => this.one(functions.log, [x]);
  sqrt = (x: Num) => this.one(functions.sqrt, [x]);
  tanh = (x: Num) => this.one(functions.tanh, [x]);
  sigmoid = (x: Num) => this.one(functions.sigmoid, [x]);
  relu = (x: Num) => this.one(functions.relu, [x]);
  erf = (x: Num) => this.one(functions.erf, [x]);
  detach = (x: Value) => this.one(functions.detach, [x]);
  matmul = (a: Value, b: Value) => this.one(matmul, [a, b]);
  softmax = (x: Value) => this.one(softmax, [x]);
  argmax = (x: Value) => this.one(argmax, [x]);
  gather = (table: Value, ids: Value) => this.one(gather, [table, ids]);
  scatterAdd = (rows: Value, ids: Value, below: Dim) => this.one(scatterAdd, [rows, ids], { rows: below });

  permute = (x: Value, order: readonly number[]) => this.one(movement.permute, [x], { order });

  transpose(x: Value): Value {
    const axes = [...x.dims.keys()];
    return this.permute(x, [...axes.slice(0, -2), x.rank - 1, x.rank - 2]);
  }

  reshape = (x: Value, dims: readonly Dim[]) =>
    sameDims(x.dims, dims) ? x : this.one(movement.reshape, [x], { dims });
  expand = (x: Value, dims: readonly Dim[]) => (sameDims(x.dims, dims) ? x : this.one(movement.expand, [x], { dims }));
  slice = (x: Value, axis: number, start: Dim, length: Dim) =>
    this.one(movement.slice, [x], { axis: this.axis(x, axis), start, length });
  flip = (x: Value, axis: number) => this.one(movement.flip, [x], { axis: this.axis(x, axis) });
  pad = (x: Value, axis: number, before: Dim, after: Dim) =>
    this.one(pad, [x], { axis: this.axis(x, axis), before, after });

  unsqueeze(x: Value, axis: number): Value {
    const at = axis < 0 ? axis + x.rank + 1 : axis;
    return this.reshape(x, [...x.dims.slice(0, at), 1, ...x.dims.slice(at)]);
  }

  squeeze(x: Value, axis: number): Value {
    const at = this.axis(x, axis);
    return this.reshape(
      x,
      x.dims.filter((_, i) => i !== at),
    );
  }

  concat(xs: readonly Value[], axis: number): Value {
    const [first] = xs as [Value];
    return xs.length === 1 ? first : this.one(concat, xs, { axis: this.axis(first, axis) });
  }

  sum = (x: Value, axes: readonly number[], keep = false) => this.reduce(sum, x, axes, keep);
  max = (x: Value, axes: readonly number[], keep = false) => this.reduce(max, x, axes, keep);

  mean(x: Value, axes: readonly number[], keep = false): Value {
    const cells = product(axes.map((axis) => x.dims.at(axis) as Dim));
    return this.div(this.sum(x, axes, keep), this.size(cells));
  }

  fill = (dims: readonly Dim[], value: number) => this.one(host.fill, [], { dims, value });
  iota = (length: Dim) => this.one(host.iota, [], { length });
  size = (dim: Dim) => (typeof dim === 'number' ? this.fill([], dim) : this.one(host.size, [], { dim }));
  dropoutMask = (dims: readonly Dim[], seed: number, skip: number, rate: number) =>
    this.one(host.dropoutMask, [], { dims, seed, skip, rate });
  sinusoid = (length: Dim, width: Dim, base: number, kind: keyof typeof SINUSOIDS = 'sin-cos') =>
    this.one(host.sinusoid, [], { length, width, base, functions: SINUSOIDS[kind] });

  scan = (attrs: ScanAttrs, args: readonly Value[]) => this.tracer.apply(scan as unknown as Op, args, { ...attrs });

  subprogram(build: Parameters<Vocabulary['subprogram']>[0]): Program {
    const inner = new Tracer(this.tracer.options);
    const program = inner.finish(build(new Ops(inner), (name, type) => inner.input(name, type)));
    this.tracer.assumptions.push(...inner.assumptions);
    return program;
  }

  inline(program: Signature, inputs: readonly Value[], site?: Omit<Site, 'parent'>): Record<string, Value> {
    const record = (): Value[] => replay(program as Program, this.tracer, inputs);
    const at = site ? this.tracer.within(site, record) : record();
    return Object.fromEntries(Object.entries(program.outputs).map(([name, id]) => [name, at[id] as Value]));
  }

  private one(op: Op<never>, args: readonly Num[], attrs: Attrs = {}): Value {
    const values = args.map((arg) => (typeof arg === 'number' ? this.fill([], arg) : arg));
    // The names above are what pairs an op with its attrs.
    return this.tracer.apply(op as unknown as Op, values, attrs)[0] as Value;
  }

  private axis(x: Value, axis: number): number {
    return axis < 0 ? axis + x.rank : axis;
  }

  private reduce(op: typeof sum, x: Value, axes: readonly number[], keep: boolean): Value {
    const at = axes.map((axis) => this.axis(x, axis));
    const reduced = at.reduce((value, axis) => this.one(op, [value], { axis }), x);
    return keep
      ? reduced
      : this.reshape(
          reduced,
          x.dims.filter((_, i) => !at.includes(i)),
        );
  }
}
