// Checks one node against what was checked before it.
import type { Graph, GraphNode } from '../graph/graph';
import { nodePorts } from '../graph/ports';
import { withDefaults } from '../nodes/trace';
import { bypassed } from './bypass';
import { checkContainer, checkWall } from './checkContainer';
import type { CheckedNode } from './checked';
import { type CheckRun, inputTypes, isMuted, unready, type Wired } from './checkRun';
import { limitProblem } from './cost';
import { type Problem, problemOf } from './problem';
import { idProblem, weightProblem } from './weights';

type Unjudged = Omit<CheckedNode, 'status'>;

export function checkNode(node: GraphNode, wires: CheckedNode['wires'], run: CheckRun): CheckedNode {
  const type = run.options.nodeType(node.type);
  const params = type ? withDefaults(type, node.params ?? {}, node.id) : (node.params ?? {});
  const { source, symbols } = run.sourced.get(node.id) ?? {};
  const brings = source && symbols ? { source, symbols } : {};
  const ports = type ? nodePorts(node, type, run.graph.nodes) : { inputs: {}, outputs: {} };
  const base: Unjudged = {
    id: node.id,
    node,
    type,
    ports,
    params,
    wires,
    waitsFor: [],
    key: '',
    outputs: {},
    inputs: {},
    ...brings,
  };
  // Whatever is wrong with it: what lies in it is on the canvas, and is said to wait.
  const without = (judged: CheckedNode): CheckedNode => {
    if (!type || type.container) run.inside(node.id);
    return judged;
  };
  if (!type) return without({ ...base, status: 'problem', problem: unknownType(node) });
  const refused = refusal(base, run);
  if (refused) return without({ ...base, status: 'problem', problem: refused });
  if (isMuted(node, run)) return without({ ...base, status: 'muted' });
  if (type.boundary) return checkWall({ ...base, type }, run);
  const inputs = inputTypes(base, run);
  if (type.container) return checkContainer({ ...base, type, inputs }, run);
  const waitsFor = unready(base, run);
  if (waitsFor.length > 0) return { ...base, status: 'waiting', waitsFor, inputs };
  return traced({ ...base, type, inputs }, run);
}

const unknownType = (node: GraphNode): Problem => ({
  node: node.id,
  code: 'unknown-type',
  message: `This version knows no node type "${node.type}"`,
  advice: 'It is kept as it is and does not run. Replace it, or open the graph in the version that made it.',
});

/** Why it cannot be checked further, whatever its type says. */
function refusal({ node, wires }: Unjudged, { inCycle, byId }: CheckRun): Problem | undefined {
  const cycle = inCycle.get(node.id);
  if (cycle) {
    return {
      node: node.id,
      code: 'cycle',
      message: 'This node waits for itself',
      detail: `${cycle}.`,
      advice: 'Remove one wire of the circle.',
    };
  }
  const crossing = Object.values(wires)
    .flat()
    .find(({ source }) => byId.get(source)?.parent !== node.parent);
  if (!crossing) return undefined;
  return {
    node: node.id,
    code: 'wall',
    ports: [crossing.targetPort],
    message: 'A wire crosses the wall of a container',
    detail: `It comes from ${crossing.source}, which does not lie where this node lies.`,
    advice: 'Lead it through a port of the container.',
  };
}

function explicitShapes(graph: Graph, node: string): Record<string, readonly number[]> {
  const own = Object.entries(graph.weights ?? {}).filter(([name]) => name.startsWith(`${node}.`));
  return Object.fromEntries(
    own.flatMap(([name, entry]) => ('shape' in entry ? [[name.slice(node.length + 1), entry.shape]] : [])),
  );
}

/** Too large a value with one reader may never have to be written down: whoever runs the graph decides. */
const mayBeLeftOut = ({ edges }: Graph, node: CheckedNode): boolean =>
  node.node.parent === undefined &&
  Object.keys(node.outputs).length === 1 &&
  edges.filter(({ source }) => source === node.id).length === 1;

function traced(base: Wired, run: CheckRun): CheckedNode {
  const { node, type, params, inputs } = base;
  const { sizes, options, mode } = run;
  const refused = run.sourced.get(node.id)?.error;
  const fail = (error: unknown): CheckedNode => ({
    ...base,
    status: 'problem',
    problem: problemOf(error, node.id, inputs, sizes),
  });
  if (refused) return fail(refused);
  const { key, outcome } = options.traces.trace({
    node: node.mode === 'bypass' ? bypassed(type) : type,
    inputs,
    params,
    ...(base.source && base.symbols ? { source: base.source, symbols: base.symbols } : {}),
    weightShapes: explicitShapes(run.graph, node.id),
    sizes,
    mode,
  });
  if ('error' in outcome) return fail(outcome.error);
  const ready: CheckedNode = { ...base, status: 'ready', key, traced: outcome.traced, outputs: outcome.traced.outputs };
  const problem =
    weightProblem(run.graph, ready, sizes) ??
    (mayBeLeftOut(run.graph, ready) ? undefined : limitProblem(ready, sizes)) ??
    idProblem(ready, run.done, sizes);
  return problem ? { ...ready, status: 'problem', problem, outputs: {} } : ready;
}
