// Values of the body of a loop, computed outside of it for all steps at once. Knows no op that computes.
import { Ops } from '../ops/ops';
import type { Program, Step } from '../ops/program';
import type { ScanAttrs } from '../ops/scanAttrs';
import type { Tracer } from '../ops/tracer';
import type { Value } from '../ops/value';

/** Values of a body outside of its loop: as they are where they are alike at every step, and all steps along a first axis otherwise. */
export class Outside {
  private readonly alike = new Map<number, Value>();
  private readonly stacks = new Map<number, Value>();
  private readonly t: Ops;
  private readonly siteHere: (site: number) => number;

  constructor(
    private readonly tracer: Tracer,
    private readonly attrs: ScanAttrs,
    args: readonly Value[],
  ) {
    this.t = new Ops(tracer);
    const body = attrs.body as Program;
    this.siteHere = tracer.adopt(body.sites);
    body.inputs.slice(1, 1 + attrs.constants + attrs.sequences.length).forEach(({ value }, k) => {
      const axis = attrs.sequences[k - attrs.constants];
      if (axis === undefined) this.alike.set(value, args[k] as Value);
      else this.stacks.set(value, this.byStep(args[k] as Value, axis));
    });
  }

  /** Records a step for all steps of the loop at once. */
  record({ op, args, attrs, outs, site }: Step): void {
    const along = args.map((arg) => this.stacks.has(arg));
    const given = args.map((arg) => (this.stacks.get(arg) ?? this.alike.get(arg)) as Value);
    const { tracer, t } = this;
    const around = tracer.site;
    tracer.site = this.siteHere(site);
    const differs = along.includes(true);
    const { length } = this.attrs;
    const told = differs ? op.stacking?.of(t, { args: given, along, attrs, length }) : undefined;
    const made = tracer.apply(op, told?.args ?? given, told?.attrs ?? attrs);
    tracer.site = around;
    outs.forEach((out, i) => {
      (differs ? this.stacks : this.alike).set(out, made[i] as Value);
    });
  }

  same = (value: number): Value => this.alike.get(value) as Value;
  stack = (value: number): Value => this.stacks.get(value) as Value;
  take(value: number, stack: Value): void {
    this.stacks.set(value, stack);
  }

  /** [..., T, ...] with the steps on `axis`, as slices of size 1 there along a first axis: [T, ..., 1, ...]. */
  private byStep(x: Value, axis: number): Value {
    const order = [axis, ...[...x.dims.keys()].filter((d) => d !== axis)];
    const first = axis === 0 ? x : this.t.permute(x, order);
    return this.t.reshape(first, [this.attrs.length, ...x.dims.map((d, i) => (i === axis ? 1 : d))]);
  }

  /** The way back, as a loop would have put its slices together. */
  alongAxis(value: number, axis: number): Value {
    const stack = this.stack(value);
    const dims = [...stack.dims.slice(0, 1 + axis), ...stack.dims.slice(2 + axis)];
    const flat = this.t.reshape(stack, dims);
    const rest = [...dims.keys()].slice(1);
    return axis === 0 ? flat : this.t.permute(flat, [...rest.slice(0, axis), 0, ...rest.slice(axis)]);
  }
}
