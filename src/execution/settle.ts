// After an edit: weights that no longer fit are drawn anew, and rows of words that stayed keep their numbers.
import type { Graph, WeightEntry } from '../graph/graph';
import type { TracedWeight } from '../nodes/trace';
import { sizeOf } from '../tensor/dim';
import { draw, seedFromName } from '../tensor/random/schemes';
import { count } from '../tensor/tensor';
import type { Checked, CheckedNode } from './checked';
import { weightEntry, weightName, weightTensor } from './weights';

interface Placed {
  readonly weight: TracedWeight;
  readonly shape: readonly (number | undefined)[];
  readonly labels: readonly (readonly string[] | undefined)[];
}

/** The weights of a graph by their names in it. A container answers for those of the nodes inside, copy by copy. */
function placedIn({ nodes, sizes, symbols }: Checked): Map<string, Placed> {
  const isAnswered = ({ node }: CheckedNode): boolean => {
    const parent = nodes.get(node.parent ?? '');
    return parent !== undefined && (parent.traced !== undefined || isAnswered(parent));
  };
  const answering = [...nodes.values()].filter((node) => !isAnswered(node));
  return new Map(
    answering.flatMap((node) =>
      Object.entries(node.traced?.weights ?? {}).map(([own, weight]) => {
        const shape = weight.dims.map((d) => sizeOf(d, sizes));
        const labels = weight.dims.map((d) => (typeof d === 'string' ? symbols.get(d)?.labels : undefined));
        return [weightName(node, own), { weight, shape, labels }] as const;
      }),
    ),
  );
}

/** The axis whose words changed, when nothing else about the weight did. */
function changedAxis(before: Placed, after: Placed): number | undefined {
  const axis = after.labels.findIndex(
    (labels, i) => labels && before.labels[i] && labels.join('\n') !== before.labels[i].join('\n'),
  );
  if (axis < 0 || before.shape.length !== after.shape.length) return undefined;
  return after.shape.every((size, i) => i === axis || size === before.shape[i]) ? axis : undefined;
}

/** Known words keep their cells; the cells of a new word are drawn from a seed of its own, so that typing it again gives the same. */
function keepWords(checked: Checked, name: string, before: Placed, after: Placed, axis: number): WeightEntry {
  const shape = after.shape as number[];
  const old = weightTensor(checked.graph, name, before.weight, checked.sizes);
  const words = before.labels[axis] as readonly string[];
  const inner = count(shape.slice(axis + 1));
  const outer = count(shape.slice(0, axis));
  const data = new Float32Array(count(shape));
  (after.labels[axis] as readonly string[]).forEach((word, j) => {
    const from = words.indexOf(word);
    const fresh =
      from < 0 ? draw({ scheme: 'normal', seed: seedFromName(`${name}/${word}`) }, [outer * inner]) : undefined;
    for (let o = 0; o < outer; o++) {
      const target = (o * (shape[axis] as number) + j) * inner;
      const start = fresh ? o * inner : (o * words.length + from) * inner;
      data.set((fresh ?? old.data).subarray(start, start + inner), target);
    }
  });
  return { shape, data: [...data] };
}

/**
 * The graph of `after` with its weights settled against what they were in `before`: explicit cells of another shape give
 * way to a draw, and where a vocabulary changed, rows are matched by word. Entries that the edit itself wrote stay.
 */
export function settleWeights(before: Checked, after: Checked): Graph {
  const settled: Record<string, WeightEntry | undefined> = {};
  const known = placedIn(before);
  for (const [name, is] of placedIn(after)) {
    const was = known.get(name);
    if (!was || before.graph.weights?.[name] !== after.graph.weights?.[name]) continue;
    const axis = changedAxis(was, is);
    const entry = weightEntry(after.graph, name, is.weight);
    if (axis !== undefined) settled[name] = keepWords(before, name, was, is, axis);
    else if ('shape' in entry && entry.shape.join() !== is.shape.join()) settled[name] = undefined;
  }
  return withWeights(after.graph, settled);
}

function withWeights(graph: Graph, settled: Readonly<Record<string, WeightEntry | undefined>>): Graph {
  if (Object.keys(settled).length === 0) return graph;
  const weights = Object.entries({ ...graph.weights, ...settled }).filter(([, entry]) => entry !== undefined);
  return { ...graph, weights: Object.fromEntries(weights) as Record<string, WeightEntry> };
}
