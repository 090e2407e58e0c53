// Opening a container covers nothing, and folding it again puts everything back.
import { describe, expect, it } from 'vitest';
import { absolutePositions, facesOf } from '../../drawing/faces';
import type { Checked } from '../../execution/checked';
import { emptyGraph, type Graph, type GraphNode } from '../../graph/graph';
import { check, node, wires } from '../../testing/build';
import { foldWithRoom } from './makeRoom';

const at = (x: number, y: number, more: Partial<GraphNode> = {}) => ({ position: { x, y }, ...more });
const ports = { ports: [{ name: 'x', kind: 'value' }] };
const walls = (container: string): GraphNode[] => [
  node(`${container}-in`, 'inputs', ports, { parent: container }),
  node(`${container}-out`, 'outputs', ports, { parent: container }),
];

/** A block in a block, both closed, with nodes left, right, below and beyond both. */
const nested: Graph = {
  ...emptyGraph,
  nodes: [
    node('given', 'tensor', {}, at(-300, 0)),
    node('outer', 'block', {}, at(0, 0)),
    ...walls('outer'),
    node('inner', 'block', {}, at(100, 60, { parent: 'outer', collapsed: true })),
    ...walls('inner'),
    node('deep', 'linear', {}, at(100, 60, { parent: 'inner' })),
    node('deeper', 'linear', {}, at(500, 260, { parent: 'inner' })),
    node('beside', 'activation', {}, at(320, 60, { parent: 'outer' })),
    node('under', 'activation', {}, at(100, 320, { parent: 'outer' })),
    node('after', 'activation', {}, at(900, 0)),
    node('below', 'activation', {}, at(0, 700)),
  ],
  edges: wires('given.out > outer.x', 'outer-in.x > inner.x', 'inner-in.x > deep.x', 'deep.out > inner-out.x'),
};

/** Names of cards that lie over another card. */
function overlaps(checked: Checked): string[] {
  const faces = facesOf(checked);
  const places = absolutePositions(checked.graph, faces);
  const boxes = [...faces.values()].flatMap(({ id, kind, width, height }) => {
    const place = places.get(id);
    return kind === 'card' && place ? [{ id, ...place, right: place.x + width, bottom: place.y + height }] : [];
  });
  return boxes.flatMap((a) =>
    boxes
      .filter((b) => a.id < b.id && a.x < b.right && b.x < a.right && a.y < b.bottom && b.y < a.bottom)
      .map((b) => `${a.id} over ${b.id}`),
  );
}

describe('a container that opens', () => {
  const open = foldWithRoom(check(nested), ['inner'], false);

  it('moves what is right of it and below it, inside and around what it lies in', () => {
    expect(overlaps(check(nested))).toEqual([]);
    expect(overlaps(check(open))).toEqual([]);
    const moved = (id: string) => {
      const [from, to] = [nested, open].map((graph) => graph.nodes.find((one) => one.id === id)?.position);
      return [Math.sign((to?.x ?? 0) - (from?.x ?? 0)), Math.sign((to?.y ?? 0) - (from?.y ?? 0))];
    };
    const ids = ['given', 'outer', 'inner', 'beside', 'under', 'after', 'below'];
    expect(Object.fromEntries(ids.map((id) => [id, moved(id)]))).toEqual({
      given: [0, 0],
      outer: [0, 0],
      inner: [0, 0],
      beside: [1, 0],
      under: [0, 1],
      after: [1, 0],
      below: [0, 1],
    });
  });

  it('gives the graph back when it is folded again', () => {
    expect(foldWithRoom(check(open), ['inner'], true)).toEqual(nested);
  });
});
