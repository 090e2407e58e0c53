// Types of a large graph after an edit: many heads side by side, whose text and whose width change. Synchronous, as on the page.
import { setParam } from '../../../src/graph/editNodes';
import { emptyGraph, type Graph, type GraphNode } from '../../../src/graph/graph';
import { createDocumentStore } from '../../../src/store/documentStore';
import { median } from './measure';

const [HEADS, ROUNDS] = [22, 12];
/** Nodes of a head, and from where each is fed: `port node.port`. */
const HEAD: readonly (readonly [id: string, type: string, ...wires: string[]])[] = [
  ['query', 'linear', 'x rows.out'],
  ['key', 'linear', 'x rows.out'],
  ['value', 'linear', 'x rows.out'],
  ['score', 'score', 'query query.out', 'key key.out'],
  ['mask', 'mask', 'scores score.scores'],
  ['scale', 'scale', 'x mask.scores'],
  ['softmax', 'softmax', 'scores scale.out'],
  ['context', 'weighted-sum', 'weights softmax.weights', 'value value.out'],
  ['active', 'activation', 'x context.context'],
];

const node = (id: string, type: string, params = {}): GraphNode => ({ id, type, params, position: { x: 0, y: 0 } });

function largeGraph(): Graph {
  const heads = Array.from({ length: HEADS }, (_, k) => k);
  const own = (id: string, k: number): string => (id === 'rows' ? id : `${id}${k}`);
  const wires = heads.flatMap((k) =>
    HEAD.flatMap(([id, , ...feeds]) =>
      feeds.map((feed) => {
        const [targetPort = '', source = '', sourcePort = ''] = feed.split(/[ .]/);
        return { source: own(source, k), sourcePort, target: own(id, k), targetPort };
      }),
    ),
  );
  return {
    ...emptyGraph,
    nodes: [
      node('words', 'text', { text: 'one two three' }),
      node('rows', 'embedding', { width: 8 }),
      ...heads.flatMap((k) => HEAD.map(([id, type]) => node(own(id, k), type))),
    ],
    edges: [
      { id: 'e', source: 'words', sourcePort: 'tokens', target: 'rows', targetPort: 'tokens' },
      ...wires.map((wire, i) => ({ id: `e${i}`, ...wire })),
    ],
  };
}

/** Milliseconds until the document has its new types, for a longer text and for wider rows in turn. */
export function measureChecking() {
  const store = createDocumentStore(largeGraph());
  const { checked } = store.getState();
  const ready = [...checked.nodes.values()].filter(({ status }) => status === 'ready').length;
  if (ready !== checked.nodes.size) throw new Error(`only ${ready} of ${checked.nodes.size} nodes are ready`);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [id, name, value] =
      round % 2 === 0 ? ['words', 'text', `one two three${' four'.repeat(round + 1)}`] : ['rows', 'width', 8 + round];
    const begun = performance.now();
    store.getState().edit((graph) => setParam(graph, String(id), String(name), value));
    times.push(performance.now() - begun);
  }
  return { nodes: checked.nodes.size, median_ms: median(times), slowest_ms: Math.max(...times), runs: ROUNDS };
}
