// Checks containers, and the two walls that stand in each.
import { wallOf } from '../graph/ports';
import type { Container } from '../nodes/container';
import { NodeError, type NodeType } from '../nodes/node';
import type { BoundaryPort } from '../nodes/params';
import { asNodeError, checkParams } from '../nodes/trace';
import type { CheckedNode } from './checked';
import { type CheckRun, inputTypes, unready, unwired, type Wired } from './checkRun';
import { type Contents, containerKey, contentsOf, insideSource, traceContainer } from './container';
import { limitProblem } from './cost';
import { type Problem, problemOf } from './problem';
import { weightProblem } from './weights';

/** The near wall gives what the container hands in; the far wall takes what is wired to it. */
export function checkWall(base: Wired, run: CheckRun): CheckedNode {
  const { node, type, wires } = base;
  const outside: Problem = {
    node: node.id,
    code: 'wall',
    message: `${type.title} stands outside of a container`,
    advice: 'Put it into a Repeat or a Block, or remove it.',
  };
  if (node.parent === undefined) return { ...base, status: 'problem', problem: outside };
  if (type.boundary === 'inputs') {
    const outputs = run.given.get(node.parent);
    return outputs ? { ...base, status: 'ready', outputs } : { ...base, status: 'waiting', waitsFor: [node.parent] };
  }
  const inputs = inputTypes(base, run);
  const free = (base.params.ports as readonly BoundaryPort[]).filter(({ name }) => !wires[name]?.length);
  const waitsFor = unready(base, run);
  if (free.length > 0)
    return unwired(
      { ...base, inputs },
      free.map(({ name }) => name),
    );
  return waitsFor.length > 0 ? { ...base, inputs, status: 'waiting', waitsFor } : { ...base, inputs, status: 'ready' };
}

/** Types what the inside sees, checks it as a graph of its own, and traces the whole as one Program. */
export function checkContainer(base: Wired, run: CheckRun): CheckedNode {
  const { id, type, inputs, params } = base;
  const waitsFor = unready(base, run);
  const container = type.container as Container;
  const wall = wallOf(id, run.graph.nodes);
  const free = wall.inputs.filter((port) => !base.wires[port.name]?.length && !container.optional(port));
  const fail = (error: unknown): CheckedNode => ({
    ...base,
    status: 'problem',
    problem: problemOf(error, id, inputs, run.sizes),
  });
  try {
    checkParams(type, params);
    if (waitsFor.length === 0 && free.length === 0) {
      const outside = Object.fromEntries(
        wall.inputs.flatMap(({ name }) => (inputs[name]?.[0] ? [[name, inputs[name][0]] as const] : [])),
      );
      run.given.set(id, container.insideTypes(wall, outside, params));
    }
  } catch (error) {
    run.inside(id);
    return fail(error);
  }
  const contents = contentsOf(wall, run.inside(id));
  if (waitsFor.length > 0) return { ...base, status: 'waiting', waitsFor };
  if (free.length > 0)
    return unwired(
      base,
      free.map(({ name }) => name),
    );
  if (!contents.outputs) {
    return fail(
      new NodeError('nothing leaves this container', { code: 'unwired', advice: 'Add an Outputs node inside.' }),
    );
  }
  const stuck = [...contents.children, contents.outputs].filter(({ status }) => status !== 'ready').map(({ id }) => id);
  if (stuck.length > 0) return { ...base, status: 'waiting', waitsFor: stuck };
  return tracedContainer({ ...base, source: insideSource(contents) }, contents, run, fail);
}

function tracedContainer(
  base: Wired,
  contents: Contents,
  run: CheckRun,
  fail: (error: unknown) => CheckedNode,
): CheckedNode {
  const { options, mode, sizes } = run;
  const waiting: CheckedNode & { type: NodeType } = { ...base, status: 'waiting' };
  const key = containerKey(waiting, contents, mode);
  const trace = options.traces.remember(key, sizes, () => traceContainer(waiting, contents, sizes, mode));
  if ('error' in trace.outcome) return fail(asNodeError(trace.outcome.error, base.type));
  const { traced: whole } = trace.outcome;
  const ready: CheckedNode = { ...base, status: 'ready', key, traced: whole, outputs: whole.outputs };
  const problem = weightProblem(run.graph, ready, sizes) ?? limitProblem(ready, sizes);
  return problem ? { ...ready, status: 'problem', problem, outputs: {} } : ready;
}
