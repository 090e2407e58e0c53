// A linked Program as an ONNX graph: each step its phrase, each loop a Scan. Knows no node type.
import { type Program, prune, type Step } from '../../ops/program';
import type { ScanAttrs } from '../../ops/scanAttrs';
import type { Type } from '../../tensor/tensor';
import { attentionPhrase } from './attention';
import { GraphBuilder, type Held, type Shared } from './builder';
import type { Element, OnnxGraph, OnnxValue } from './model';
import { phrases } from './phrases';

const CLEARS = new Set(['softmax', 'attention', 'exp', 'sigmoid', 'tanh', 'lessEqual', 'equal', 'argmax']);

const elementOf = ({ dtype }: Type): Element => (dtype === 'int' ? 'int64' : 'float');

/** Where on the canvas a step stands: the innermost labels. */
function siteOf({ sites }: Program, site: number): string {
  const labels: string[] = [];
  for (let at = site; at > 0; at = sites[at]?.parent ?? 0) labels.unshift(sites[at]?.label ?? '');
  return labels.filter(Boolean).join('/') || 'graph';
}

const forbids = ({ op, attrs }: Step): boolean =>
  op.id === 'log' || (op.id === 'fill' && attrs.value === Number.NEGATIVE_INFINITY);

export class ProgramGraph {
  readonly builder: GraphBuilder;
  private readonly values = new Map<number, Held>();
  private site = '';

  constructor(
    shared: Shared,
    private readonly program: Program,
    given: readonly Held[],
    private readonly around = '',
  ) {
    this.builder = new GraphBuilder(shared, () => this.site);
    program.inputs.forEach(({ value }, k) => {
      const held = given[k];
      if (held) this.values.set(value, held);
    });
    for (const step of program.steps) this.step(step);
  }

  /** An output, as what its type says. */
  output(name: string): Held {
    const value = this.program.outputs[name] as number;
    return this.builder.as(this.get(value), elementOf(this.program.types[value] as Type));
  }

  private get(value: number): Held {
    const held = this.values.get(value);
    if (!held) throw new Error(`value ${value} is read before it is made`);
    return held;
  }

  private step(step: Step): void {
    const own = siteOf(this.program, step.site);
    this.site = this.around === '' ? own : own === 'graph' ? this.around : `${this.around}/${own}`;
    if (step.op.id === 'scan') {
      this.scan(step);
      return;
    }
    const phrase = step.op.id === 'attention' ? attentionPhrase : phrases[step.op.id];
    if (!phrase) throw new Error(`there is no ONNX phrase for ${step.op.id}`);
    const args = step.args.map((arg) => this.get(arg));
    const typeOf = (value: number): Type => this.program.types[value] as Type;
    const [out] = step.outs as [number];
    const made = phrase(this.builder, { args, attrs: step.attrs, from: step.args.map(typeOf), to: typeOf(out) });
    const forbidden = forbids(step) || (args.some((arg) => arg.forbidden) && !CLEARS.has(step.op.id));
    this.values.set(out, forbidden ? { ...made, forbidden } : made);
  }

  private isRead(value: number): boolean {
    return (
      Object.values(this.program.outputs).includes(value) || this.program.steps.some(({ args }) => args.includes(value))
    );
  }

  /** Scan drops the axis that a step keeps, and sees constants by the names they have outside. */
  private scan(step: Step): void {
    const attrs = step.attrs as unknown as ScanAttrs;
    const { builder } = this;
    const first = attrs.constants + attrs.sequences.length;
    const read = attrs.outputs.flatMap((axis, k) =>
      this.isRead(step.outs[attrs.states + k] as number) ? [{ axis, k }] : [],
    );
    const kept = [...step.outs.slice(0, attrs.states).map((_, k) => `s${k}`), ...read.map(({ k }) => `y${k}`)];
    const whole = attrs.body as Program;
    const body = prune({
      ...whole,
      outputs: Object.fromEntries(kept.map((name) => [name, whole.outputs[name] as number])),
    });
    const loop = new LoopGraph(
      this.builder.shared,
      body,
      attrs,
      step.args.map((arg) => this.get(arg)),
      this.site,
    );
    const states = step.args
      .slice(first)
      .map((arg, k) => builder.as(this.get(arg), loop.states[k]?.element as Element).name);
    const sequences = loop.sequences.map((k) => this.get(step.args[attrs.constants + k] as number).name);
    const counter = loop.counts
      ? [
          phrases.iota?.(builder, {
            args: [],
            attrs: { length: attrs.length },
            from: [],
            to: { dims: [], dtype: 'float' },
          }).name as string,
        ]
      : [];
    const inputs = sequences.length + counter.length;
    const outputs = kept.map(() => builder.shared.fresh(`${this.site}/Scan`));
    const turned = attrs.reverse ? 1 : 0;
    builder.nodes.push({
      name: outputs[0] ?? builder.shared.fresh(`${this.site}/Scan`),
      op: 'Scan',
      inputs: [...states, ...sequences, ...counter],
      outputs,
      attributes: {
        body: loop.graph(
          kept,
          read.map(({ axis }) => axis),
        ),
        num_scan_inputs: inputs,
        scan_input_axes: [...loop.sequences.map((k) => attrs.sequences[k] as number), ...counter.map(() => 0)],
        scan_input_directions: new Array<number>(inputs).fill(turned),
        ...(read.length > 0
          ? { scan_output_axes: read.map(({ axis }) => axis), scan_output_directions: read.map(() => turned) }
          : {}),
      },
    });
    const places = [...step.outs.slice(0, attrs.states), ...read.map(({ k }) => step.outs[attrs.states + k] as number)];
    places.forEach((out, k) => {
      const name = outputs[k] as string;
      const element = elementOf(this.program.types[out] as Type);
      this.values.set(out, loop.forbids ? { name, element, forbidden: true } : { name, element });
    });
  }
}

/** One step of a loop as a graph of its own. */
class LoopGraph {
  readonly states: readonly OnnxValue[];
  /** Which sequences are read at all: a Scan may not be given others. */
  readonly sequences: readonly number[];
  /** Whether the number of the step is an input, because it is read or because nothing else tells how many steps there are. */
  readonly counts: boolean;
  readonly forbids: boolean;
  private readonly inputs: readonly OnnxValue[];
  private readonly inside: ProgramGraph;

  constructor(shared: Shared, body: Program, attrs: ScanAttrs, args: readonly Held[], site: string) {
    const read = new Set([...body.steps.flatMap(({ args: own }) => own), ...Object.values(body.outputs)]);
    const first = attrs.constants + attrs.sequences.length;
    const [step, ...rest] = body.inputs as [Program['inputs'][number], ...Program['inputs']];
    const typeOf = ({ value }: Program['inputs'][number]): Type => body.types[value] as Type;
    this.sequences = attrs.sequences.flatMap((_, k) =>
      read.has(rest[attrs.constants + k]?.value as number) ? [k] : [],
    );
    this.counts = read.has(step.value) || this.sequences.length === 0;
    // A state may become forbidden on the way: what is forbidden anywhere inside is so everywhere.
    this.forbids = body.steps.some(forbids) || args.some(({ forbidden }) => forbidden);
    const mark = (held: Held): Held => (this.forbids ? { ...held, forbidden: true } : held);
    this.states = rest
      .slice(first)
      .map((input) => ({ name: shared.fresh(`${site}/${input.name}`), element: elementOf(typeOf(input)) }));
    const pre = new GraphBuilder(shared, () => site);
    const slices = new Map(
      this.sequences.map((k) => {
        const { element } = args[attrs.constants + k] as Held;
        return [k, { name: shared.fresh(`${site}/${rest[attrs.constants + k]?.name}`), element }] as const;
      }),
    );
    const counter: OnnxValue = { name: shared.fresh(`${site}/step`), element: 'float', dims: [] };
    const given: (Held | undefined)[] = [
      counter as Held,
      ...args.slice(0, attrs.constants),
      ...attrs.sequences.map((axis, k) => {
        const slice = slices.get(k);
        return slice && mark({ name: pre.node('Unsqueeze', [slice.name, shared.ints(axis)]), element: slice.element });
      }),
      ...this.states.map(({ name, element }) => mark({ name, element })),
    ];
    this.inside = new ProgramGraph(shared, body, given as Held[], site);
    this.inside.builder.nodes.unshift(...pre.nodes);
    this.inputs = [...this.states, ...slices.values(), ...(this.counts ? [counter] : [])];
  }

  graph(kept: readonly string[], axes: readonly number[]): OnnxGraph {
    const { builder } = this.inside;
    const outputs = kept.map((name, at): OnnxValue => {
      const held = this.inside.output(name);
      const axis = axes[at - this.states.length];
      // Every output is a node's of this graph: one that only passes through has to be named anew.
      const own =
        axis === undefined
          ? builder.node('Identity', [held.name])
          : builder.node('Squeeze', [held.name, builder.shared.ints(axis)]);
      return { name: own, element: held.element };
    });
    return { name: 'step', nodes: builder.nodes, inputs: this.inputs, outputs, initializers: [] };
  }
}
