// Whether a wire would fit, before it is drawn: the target's body is traced with what would be wired. Changes nothing.
import type { Graph } from '../graph/graph';
import type { NodeType } from '../nodes/node';
import { traceNode } from '../nodes/trace';
import { parsePattern } from '../tensor/pattern';
import type { Type } from '../tensor/tensor';
import { checkGraph } from './check';
import type { Checked, CheckedNode } from './checked';
import type { CheckOptions } from './checkRun';
import { type Problem, problemOf, showType } from './problem';
import { wiredType } from './wired';

export interface PortRef {
  readonly node: string;
  readonly port: string;
}

export type Fit = { readonly fits: true } | { readonly fits: false; readonly problem: Problem };

/** `from` is an output, `to` an input. A wire that takes the place of another is judged as if that were gone. */
export function fit(checked: Checked, options: CheckOptions, from: PortRef, to: PortRef): Fit {
  const [source, target] = [checked.nodes.get(from.node), checked.nodes.get(to.node)];
  if (!source || !target) return { fits: true };
  const closed = circleProblem(checked, from.node, to.node);
  if (closed) return { fits: false, problem: closed };
  const type = source.outputs[from.port];
  // Unknown types fit until they are known: the check speaks then.
  if (!type || !target.type) return { fits: true };
  if (target.type.container || target.type.boundary) return tried(checked, options, from, to);
  const inputs = inputsWith(target, target.type, to.port, wiredType(type, source, target.ports.inputs[to.port]));
  if (!inputs) return { fits: true };
  try {
    traceNode({
      node: target.type,
      inputs,
      params: target.params,
      sizes: checked.sizes,
      mode: options.mode ?? { training: false },
      ...(target.source && target.symbols ? { source: target.source, symbols: target.symbols } : {}),
      weightShapes: {},
    });
    return { fits: true };
  } catch (error) {
    const problem = problemOf(error, to.node, inputs, checked.sizes);
    // A setting out of range or a port that is still free is no fault of this wire.
    if (problem.code !== 'shape') return { fits: true };
    return { fits: false, problem: named(problem, source, target, from, to, type, checked) };
  }
}

/** What a container makes of a wire shows inside of it: the graph is checked with the wire in place. */
function tried(checked: Checked, options: CheckOptions, from: PortRef, to: PortRef): Fit {
  const kept = checked.graph.edges.filter(({ target, targetPort }) => target !== to.node || targetPort !== to.port);
  const trial = { id: 'trial', source: from.node, sourcePort: from.port, target: to.node, targetPort: to.port };
  const after = checkGraph({ ...checked.graph, edges: [...kept, trial] }, { ...options, before: checked });
  const target = checked.nodes.get(to.node);
  const container = target?.type?.boundary ? target.node.parent : to.node;
  const before = new Set(checked.problems.map(({ node, message }) => `${node} ${message}`));
  const problem = after.problems.find(
    ({ node, code, message }) =>
      code === 'shape' && !before.has(`${node} ${message}`) && liesIn(checked, node, container),
  );
  return problem ? { fits: false, problem } : { fits: true };
}

/** Whether a node is that container, or lies in it at any depth. */
function liesIn({ nodes }: Checked, id: string, container: string | undefined): boolean {
  for (let at: string | undefined = id; at !== undefined; at = nodes.get(at)?.node.parent) {
    if (at === container) return true;
  }
  return false;
}

const nameOf = ({ node, type }: CheckedNode): string => node.label ?? type?.title ?? node.id;

/** A port's pattern as people read it: `T × d`, `anything`. */
function wordsOf(shape: string): string {
  const { any, names } = parsePattern(shape);
  if (any) return 'anything';
  return names.length === 0 ? 'a single number' : names.join(' × ');
}

/** The sentence names both ports and both shapes, whatever the body complained of. */
function named(
  problem: Problem,
  source: CheckedNode,
  target: CheckedNode,
  from: PortRef,
  to: PortRef,
  type: Type,
  checked: Checked,
): Problem {
  const wants = wordsOf(target.type?.inputs[to.port]?.shape ?? '');
  const other = (problem.ports ?? []).find((port) => port !== to.port && target.inputs[port]?.[0]);
  const beside = other ? `, beside ${other} ${showType(target.inputs[other]?.[0]?.dims ?? [], checked.sizes)}` : '';
  const detail = `${nameOf(source)} · ${from.port} is ${showType(type.dims, checked.sizes)}; ${nameOf(target)} · ${to.port} takes ${wants}${beside}.`;
  return { ...problem, detail };
}

/** What a wire from one node to another would close, if it would. */
export function circleProblem({ graph, nodes }: Checked, from: string, to: string): Problem | undefined {
  const [source, target] = [nodes.get(from), nodes.get(to)];
  return source && target && reaches(graph, to, from) ? circle(source, target) : undefined;
}

const circle = (source: CheckedNode, target: CheckedNode): Problem => ({
  node: target.id,
  code: 'cycle',
  message: 'This wire would close a circle',
  detail: `${nameOf(source)} already waits for ${nameOf(target)}.`,
  advice: 'Values flow one way. Take the value from before the circle.',
});

/** Whether a path of wires leads from one node to another, or they are the same. */
function reaches(graph: Graph, from: string, to: string): boolean {
  const next = new Map<string, string[]>();
  for (const { source, target } of graph.edges) next.set(source, [...(next.get(source) ?? []), target]);
  const seen = new Set([from]);
  // The set grows while it is walked: it is the queue.
  for (const id of seen) for (const target of next.get(id) ?? []) seen.add(target);
  return seen.has(to);
}

/** Inputs with the new wire; a required port that is still free stands in with unknown dims. Undefined when nothing can be said. */
function inputsWith(
  target: CheckedNode,
  type: NodeType,
  port: string,
  wired: Type,
): Record<string, readonly Type[]> | undefined {
  const inputs: Record<string, readonly Type[]> = { ...target.inputs };
  const before = inputs[port] ?? [];
  inputs[port] = type.inputs[port]?.variadic ? [...before, wired] : [wired];
  for (const [name, { shape, optional, dtype = 'float' }] of Object.entries(type.inputs)) {
    if (optional || inputs[name]?.length) continue;
    const pattern = parsePattern(shape);
    if (pattern.any) return undefined;
    const dims = pattern.names.map((dim) => `?${name.replaceAll('-', '_')}_${dim}`);
    inputs[name] = [{ dims, dtype }];
  }
  return inputs;
}
