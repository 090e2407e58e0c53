// Traces one node's body into a Program: aligns batch axes, binds dims, feeds weights and constants. Knows no node type.

import { ShapeError } from '../ops/op';
import { Ops } from '../ops/ops';
import type { Program } from '../ops/program';
import type { Assumption } from '../ops/tracer';
import { Tracer } from '../ops/tracer';
import type { Value } from '../ops/value';
import type { Dim, Sizes } from '../tensor/dim';
import { parsePattern } from '../tensor/pattern';
import { showDims, type Type } from '../tensor/tensor';
import {
  type AnyParams,
  type Mode,
  NodeError,
  type NodeOps,
  type NodeType,
  type Port,
  type Source,
  type WeightSpec,
} from './node';
import { defaultOf } from './params';

export interface TraceInput {
  readonly node: NodeType;
  /** Types of what is wired, by port, in edge order. */
  readonly inputs: Readonly<Record<string, readonly Type[]>>;
  /** With defaults filled in. */
  readonly params: AnyParams;
  /** The source's constants with their symbols already renamed to the graph's. */
  readonly source?: Source<string>;
  /** The graph's dim for each of the source's own symbol names. */
  readonly symbols?: Readonly<Record<string, Dim>>;
  /** Shapes of explicit weights, which may settle an unknown dim. */
  readonly weightShapes?: Readonly<Record<string, readonly number[]>>;
  readonly sizes: Sizes;
  readonly mode: Mode;
}

export interface TracedWeight {
  readonly spec: WeightSpec;
  readonly dims: readonly Dim[];
}

export interface Traced {
  /** Inputs, in order: `port` or `port.k`, then `weight:name`, then `constant:name`. Outputs by port. */
  readonly program: Program;
  readonly outputs: Readonly<Record<string, Type>>;
  readonly weights: Readonly<Record<string, TracedWeight>>;
  /** What the port names of this node stand for. */
  readonly dims: Readonly<Record<string, Dim>>;
  readonly assumptions: readonly Assumption[];
}

/** A value's dims under a port: the leading ones, and those with names. */
interface Fitted {
  readonly port: string;
  readonly value: Value;
  readonly prefix: readonly Dim[];
  readonly named: readonly Dim[];
}

const MOST_DIMS = 5;

function fit(port: string, { shape, dtype }: Port, value: Value): Fitted {
  if (dtype === 'int' && value.type.dtype === 'float') {
    throw new NodeError(`${port} takes token ids, but gets measurements`, {
      ports: [port],
      code: 'shape',
      advice: 'Wire a Text, an Argmax, or a Tensor of whole numbers.',
    });
  }
  const pattern = parsePattern(shape);
  const { dims } = value;
  const few = dims.length < pattern.names.length;
  if (!pattern.any && (few || (!pattern.batched && dims.length > pattern.names.length))) {
    const wants =
      pattern.names.length === 0
        ? 'a single number'
        : `${pattern.names.join(' × ')}${pattern.batched ? ', with or without leading axes' : ''}`;
    throw new NodeError(`${port} takes ${wants}, but gets ${showDims(dims)}`, {
      ports: [port],
      code: 'shape',
      advice: few ? 'Add an axis with Expand.' : 'Drop an axis with Squeeze or Slice.',
    });
  }
  const cut = pattern.any ? dims.length : dims.length - pattern.names.length;
  return { port, value, prefix: dims.slice(0, cut), named: dims.slice(cut) };
}

/** Rule 2: inputs share one list of leading axes; one with fewer has the left part, and gets 1s on its right. */
function align(t: Ops, node: NodeType, fitted: readonly Fitted[], same: NodeOps['same']): Value[] {
  const batched = fitted.filter((f) => parsePattern((node.inputs[f.port] as Port).shape).batched);
  const longest = batched.reduce<Fitted | undefined>(
    (a, b) => (a && a.prefix.length >= b.prefix.length ? a : b),
    undefined,
  );
  return fitted.map((f) => {
    if (!longest || !batched.includes(f)) return f.value;
    f.prefix.forEach((dim, i) => {
      const other = longest.prefix[i] as Dim;
      if (dim !== 1 && other !== 1 && !same(dim, other)) {
        throw new NodeError(`the leading axes of ${f.port} and ${longest.port} differ`, {
          ports: [f.port, longest.port],
          clash: [dim, other],
          code: 'shape',
        });
      }
    });
    const ones = new Array<Dim>(longest.prefix.length - f.prefix.length).fill(1);
    return t.reshape(f.value, [...f.prefix, ...ones, ...f.named]);
  });
}

function bindNames(node: NodeType, fitted: readonly Fitted[], same: NodeOps['same']): Record<string, Dim> {
  const bound: Record<string, { dim: Dim; port: string }> = {};
  for (const { port, named } of fitted) {
    parsePattern((node.inputs[port] as Port).shape).names.forEach((name, i) => {
      const dim = named[i] as Dim;
      const before = bound[name];
      if (!before) bound[name] = { dim, port };
      else if (!same(dim, before.dim)) {
        throw new NodeError(`${node.title} needs the same ${name} in ${before.port} and ${port}`, {
          ports: [before.port, port],
          clash: [before.dim, dim],
          code: 'shape',
        });
      }
    });
  }
  return Object.fromEntries(Object.entries(bound).map(([name, { dim }]) => [name, dim]));
}

export function checkParams(node: NodeType, params: AnyParams): void {
  for (const [name, param] of Object.entries(node.params)) {
    if (param.when && !param.when(params)) continue;
    const problem = param.problem(params[name] as never);
    if (problem) throw new NodeError(`${name} ${problem}`, { param: name, code: 'param' });
  }
}

function checkWired(node: NodeType, inputs: TraceInput['inputs']): void {
  const free = Object.entries(node.inputs).filter(([port, { optional }]) => !optional && !inputs[port]?.length);
  if (free.length === 0) return;
  const ports = free.map(([port]) => port);
  throw new NodeError(`nothing is wired to ${ports.join(' and ')}`, { ports, code: 'unwired' });
}

function nodeOps(tracer: Tracer, mode: Mode): NodeOps {
  const ops = new Ops(tracer);
  const call = (node: NodeType, inputs: Record<string, Value | readonly Value[] | undefined>, params: AnyParams = {}) =>
    tracer.within({ label: node.title }, () => {
      const lists = Object.entries(inputs).map(([port, v]) => [port, v === undefined ? [] : [v].flat()] as const);
      return applyBody(ops, tracer, { node, params: withDefaults(node, params), mode }, Object.fromEntries(lists))
        .outputs;
    });
  return Object.assign(ops, {
    call,
    same: tracer.same,
    concrete: (dim: Dim) => tracer.concrete(dim),
  }) as unknown as NodeOps;
}

interface BodyContext extends Pick<TraceInput, 'node' | 'params' | 'mode' | 'source' | 'symbols' | 'weightShapes'> {}

function weightInputs(
  tracer: Tracer,
  context: BodyContext,
  dims: Record<string, Dim>,
  inputs: Record<string, unknown>,
) {
  const specs = context.node.weights?.(dims as never, context.params as never, inputs as never) ?? {};
  return Object.entries(specs).map(([name, spec]) => {
    context.weightShapes?.[name]?.forEach((size, axis) => {
      const dim = spec.dims[axis];
      if (typeof dim === 'string' && dim.startsWith('?')) tracer.same(dim, size);
    });
    const resolved = spec.dims.map((d) => tracer.resolve(d));
    return { name, spec, value: tracer.input(`weight:${name}`, { dims: resolved, dtype: 'float' }) };
  });
}

function applyBody(ops: Ops, tracer: Tracer, context: BodyContext, values: Readonly<Record<string, readonly Value[]>>) {
  const { node, params, mode, source, symbols = {} } = context;
  const fitted = Object.entries(node.inputs).flatMap(([port, spec]) =>
    (values[port] ?? []).map((v) => fit(port, spec, v)),
  );
  const dims = { ...bindNames(node, fitted, tracer.same), ...symbols };
  const aligned = align(ops, node, fitted, tracer.same);
  const inputs: Record<string, Value | Value[] | undefined> = {};
  for (const [port, { variadic }] of Object.entries(node.inputs)) {
    const list = aligned.filter((_, i) => fitted[i]?.port === port);
    inputs[port] = variadic ? list : list[0];
  }
  const weights = weightInputs(tracer, context, dims, inputs);
  const constants = Object.entries(source?.constants ?? {}).map(([name, c]) => {
    const type: Type = { dims: c.dims, dtype: c.dtype, ...(c.below === undefined ? {} : { below: c.below }) };
    return [name, tracer.input(`constant:${name}`, type)] as const;
  });
  const own = {
    dims,
    weights: Object.fromEntries(weights.map(({ name, value }) => [name, value])),
    constants: Object.fromEntries(constants),
    mode,
  };
  const outputs = node.body(nodeOps(tracer, mode), inputs as never, params as never, own as never);
  return { outputs: outputs as Record<string, Value>, weights, dims };
}

/** What the params are when the file leaves some out, of the node with that id where it is one of a graph. */
export function withDefaults(node: NodeType, params: AnyParams, id?: string): AnyParams {
  return { ...Object.fromEntries(Object.entries(node.params).map(([name, p]) => [name, defaultOf(p, id)])), ...params };
}

/** An op's complaint in the words of the node it happened in. */
export function asNodeError(error: unknown, node: NodeType): unknown {
  if (!(error instanceof ShapeError)) return error;
  return new NodeError(`the shapes do not fit ${node.title}: ${error.message}`, {
    ports: Object.keys(node.inputs),
    ...(error.clash ? { clash: error.clash } : {}),
    code: 'shape',
  });
}

function checkRanks(outputs: Readonly<Record<string, Value>>): void {
  for (const [port, { dims }] of Object.entries(outputs)) {
    if (dims.length > MOST_DIMS) {
      throw new NodeError(`${port} would have ${dims.length} axes, and ${MOST_DIMS} are the most`, {
        ports: [port],
        code: 'shape',
      });
    }
  }
}

/** One node as a Program. Throws NodeError in words a person can act on. */
export function traceNode(input: TraceInput): Traced {
  const { node, params, sizes } = input;
  checkParams(node, params);
  checkWired(node, input.inputs);
  const tracer = new Tracer({ sizes, shared: true });
  const values = Object.fromEntries(
    Object.entries(input.inputs).map(([port, types]) => [
      port,
      types.map((type, k) => tracer.input(node.inputs[port]?.variadic ? `${port}.${k}` : port, type)),
    ]),
  );
  try {
    const { outputs, weights, dims } = applyBody(new Ops(tracer), tracer, input, values);
    checkRanks(outputs);
    const program = tracer.finish(outputs);
    return {
      program,
      outputs: Object.fromEntries(Object.entries(outputs).map(([port, { id }]) => [port, program.types[id] as Type])),
      weights: Object.fromEntries(
        weights.map(({ name, spec }) => [name, { spec, dims: spec.dims.map((d) => tracer.resolve(d)) }]),
      ),
      dims,
      assumptions: tracer.assumptions,
    };
  } catch (error) {
    throw asNodeError(error, node);
  }
}
