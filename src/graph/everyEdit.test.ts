// What every edit keeps to: results are sound files, and no wire comes to hang in the air.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeType, nodeTypes } from '../nodes/registry';
import { PROPERTY_RUNS } from '../testing/counts';
import { graphs } from '../testing/graphs';
import { copyNodes, duplicateNodes, pasteNodes } from './clipboard';
import {
  connectThroughWall,
  connectToWall,
  dissolve,
  groupInto,
  moveInto,
  moveOut,
  setCollapsed,
} from './editContainers';
import { clearWeight, drawWeight, setDescription, setTitle, setVocabulary, setWeight } from './editDocument';
import { addNode, moveNodes, removeNodes, renameNode, resizeNode, setMode, setParam } from './editNodes';
import { addWallPort, removeWallPort, renameWallPort, setWallPortKind } from './editWalls';
import { connect, disconnect, insertOnEdge, reconnect } from './editWires';
import { parseGraph } from './format';
import type { Graph, GraphNode } from './graph';
import { type NodePorts, nodePorts, wallOf } from './ports';
import { GraphError } from './problem';
import { serializeGraph } from './serialize';
import type { WallSide } from './walls';

/** Any edit, with choices drawn as numbers; each takes what is there. */
type Edit = (graph: Graph, a: number, b: number, text: string) => Graph;

const nodeAt = ({ nodes }: Graph, n: number): string => nodes[n % nodes.length]?.id ?? 'nobody';
const edgeAt = ({ edges }: Graph, n: number): string => edges[n % edges.length]?.id ?? 'nothing';
const typeAt = (n: number): string => nodeTypes[n % nodeTypes.length]?.id ?? '';
const sideAt = (n: number): WallSide => (n % 2 === 0 ? 'inputs' : 'outputs');

const isContainer = ({ type }: GraphNode): boolean => nodeType(type)?.container !== undefined;
const containerAt = ({ nodes }: Graph, n: number): string => {
  const all = nodes.filter(isContainer);
  return all[n % all.length]?.id ?? 'nobody';
};
const wallPortAt = (graph: Graph, a: number, b: number): string => {
  const ports = wallOf(containerAt(graph, a), graph.nodes)[sideAt(b)];
  return ports[b % ports.length]?.name ?? 'none';
};

function portsAt(graph: Graph, id: string): NodePorts | undefined {
  const node = graph.nodes.find((other) => other.id === id);
  const type = node && nodeType(node.type);
  return type && nodePorts(node, type, graph.nodes);
}

function endsAt(graph: Graph, a: number, b: number) {
  const [source, target] = [nodeAt(graph, a), nodeAt(graph, b)];
  const port = (id: string, side: WallSide, n: number): string => {
    const names = Object.keys(portsAt(graph, id)?.[side] ?? { any: 1 });
    return names[n % names.length] ?? 'none';
  };
  return { source, sourcePort: port(source, 'outputs', b), target, targetPort: port(target, 'inputs', a) };
}

function looseEnd(graph: Graph, a: number, b: number) {
  const { source, sourcePort, target, targetPort } = endsAt(graph, a, b);
  return a % 2 === 0 ? { source, sourcePort } : { target, targetPort };
}

function anyParam(graph: Graph, a: number, b: number, text: string): Graph {
  const id = nodeAt(graph, a);
  const type = nodeTypes.find((t) => t.id === graph.nodes.find((node) => node.id === id)?.type);
  const names = Object.keys(type?.params ?? { any: 1 });
  const ports = [{ name: ['source', 'state', 'q'][b % 3] ?? '', kind: ['state', 'feedback'][a % 2] ?? '' }];
  const values: unknown[] = [b, text, b % 2 === 0, 'causal', [[Math.fround(b / 7)]], (1 - b) / 3];
  const value = type?.boundary ? ports : values[b % values.length];
  return setParam(graph, id, names[b % names.length] ?? 'none', value);
}

function pasted(graph: Graph, text: string, position?: { x: number; y: number }): Graph {
  const result = pasteNodes(graph, text, position);
  if ('problem' in result) throw new Error(JSON.stringify(result.problem));
  return result.graph;
}

const kinds = ['sequence', 'state', 'constant', 'feedback', 'value'];

const edits: Readonly<Record<string, Edit>> = {
  addNode: (g, a, b, label) => addNode(g, { type: typeAt(a), position: { x: b / 3, y: 1 - a }, label }),
  addInside: (g, a, b) => addNode(g, { type: typeAt(a), position: { x: b, y: a }, parent: containerAt(g, b) }),
  removeNodes: (g, a) => removeNodes(g, [nodeAt(g, a), 'nobody']),
  moveNodes: (g, a, b) => moveNodes(g, new Map([[nodeAt(g, a), { x: b / 3, y: a }]])),
  resizeNode: (g, a, b) => resizeNode(g, nodeAt(g, a), { width: b + 1, height: a + 1 }),
  renameNode: (g, a, _b, label) => renameNode(g, nodeAt(g, a), label),
  setParam: anyParam,
  setMode: (g, a, b) => setMode(g, [nodeAt(g, a)], (['bypass', 'mute', undefined] as const)[b % 3]),
  connect: (g, a, b) => connect(g, endsAt(g, a, b)),
  disconnect: (g, a) => disconnect(g, [edgeAt(g, a)]),
  reconnect: (g, a, b) => reconnect(g, edgeAt(g, a), endsAt(g, b, a)),
  insertOnEdge: (g, a, b) => insertOnEdge(g, edgeAt(g, a), { type: typeAt(b) }),
  setWeight: (g, a, b) => setWeight(g, `${nodeAt(g, a)}.weight`, [2], Float32Array.of(b / 7, -0)),
  drawWeight: (g, a, b) => drawWeight(g, `${nodeAt(g, a)}[${b % 64}].bias`, { scheme: 'normal', seed: b }),
  clearWeight: (g, a) => clearWeight(g, `${nodeAt(g, a)}.weight`),
  setTitle: (g, _a, _b, title) => setTitle(g, title),
  setDescription: (g, _a, _b, text) => setDescription(g, text),
  setVocabulary: (g, a, _b, name) => setVocabulary(g, name, a % 3 === 0 ? undefined : [name, 'x']),
  duplicateNodes: (g, a, b) => duplicateNodes(g, [nodeAt(g, a), nodeAt(g, b)]),
  pasteNodes: (g, a, b) => pasted(g, copyNodes(g, [nodeAt(g, a), nodeAt(g, b)]), { x: a / 3, y: b }),
  addWallPort: (g, a, b) => addWallPort(g, containerAt(g, a), sideAt(b), { kind: kinds[b % kinds.length] }),
  removeWallPort: (g, a, b) => removeWallPort(g, containerAt(g, a), sideAt(b), wallPortAt(g, a, b)),
  renameWallPort: (g, a, b) => renameWallPort(g, containerAt(g, a), sideAt(b), wallPortAt(g, a, b), `named${a}`),
  setWallPortKind: (g, a, b) =>
    setWallPortKind(g, containerAt(g, a), sideAt(b), wallPortAt(g, a, b), kinds[(a + b) % kinds.length] ?? ''),
  connectThroughWall: (g, a, b) => connectThroughWall(g, endsAt(g, a, b)),
  connectToWall: (g, a, b) => connectToWall(g, looseEnd(g, a, b), containerAt(g, b), sideAt(a + b)),
  moveInto: (g, a, b) => moveInto(g, [nodeAt(g, a), nodeAt(g, a + b)], containerAt(g, b)),
  moveOut: (g, a, b) => moveOut(g, [nodeAt(g, a), nodeAt(g, b)]),
  groupInto: (g, a, b) => groupInto(g, [nodeAt(g, a), nodeAt(g, b)], (['block', 'repeat'] as const)[b % 2]),
  dissolve: (g, a) => dissolve(g, containerAt(g, a)),
  setCollapsed: (g, a, b) => setCollapsed(g, containerAt(g, a), b % 2 === 0),
};

/** What becomes of a graph; an edit that a file could not hold is refused and changes nothing. */
function edited(graph: Graph, edit: Edit, a: number, b: number, text: string): Graph {
  try {
    return edit(graph, a, b, text);
  } catch (error) {
    if (error instanceof GraphError) return graph;
    throw error;
  }
}

const step = (edit: Edit) =>
  fc.tuple(fc.oneof(fc.constantFrom(...Object.values(edits)), fc.constant(edit)), fc.nat(50), fc.nat(50), fc.string());

describe('every edit', () => {
  it.each(Object.entries(edits))('%s gives a graph that saves and loads as it is', (_name, edit) => {
    fc.assert(
      fc.property(graphs, fc.array(step(edit), { maxLength: 5 }), fc.nat(50), fc.nat(50), (start, steps, a, b) => {
        const before = steps.reduce((graph, [next, c, d, text]) => edited(graph, next, c, d, text), start);
        const after = edited(before, edit, a, b, 'a word');
        expect(parseGraph(serializeGraph(after))).toEqual({ graph: after });
      }),
      { numRuns: PROPERTY_RUNS / 2 },
    );
  });
});

/** Ids of wires that cross a wall. */
const crossing = ({ nodes, edges }: Graph): string[] => {
  const parents = new Map(nodes.map(({ id, parent }) => [id, parent]));
  return edges.filter(({ source, target }) => parents.get(source) !== parents.get(target)).map(({ id }) => id);
};

const ofContainers = ['connectThroughWall', 'connectToWall', 'moveInto', 'moveOut', 'groupInto', 'dissolve'];
const moves = ofContainers.flatMap((name): Edit[] => (edits[name] ? [edits[name]] : []));

it('no edit of containers leads a wire across a wall', () => {
  const draws = fc.array(fc.tuple(fc.constantFrom(...moves), fc.nat(50), fc.nat(50)), { maxLength: 8 });
  fc.assert(
    fc.property(graphs, draws, (start, steps) => {
      const before: Graph = { ...start, edges: start.edges.filter(({ id }) => !crossing(start).includes(id)) };
      const after = steps.reduce((graph, [edit, a, b]) => edited(graph, edit, a, b, ''), before);
      expect(crossing(after)).toEqual([]);
    }),
    { numRuns: 2 * PROPERTY_RUNS },
  );
});
