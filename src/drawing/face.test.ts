// Sizes and ports of nodes, known from types alone.
import { describe, expect, it } from 'vitest';
import { check, node, wires } from '../testing/build';
import { portPoint } from './face';
import { facesOf } from './faces';

const graph = {
  nodes: [
    node('tokens', 'text'),
    node('inputs', 'embedding', { width: 3 }),
    node('query', 'linear', { features: 2 }),
    node('score', 'score'),
    node('join', 'concat'),
    node('remark', 'note', { text: 'Two heads.\nOne join.' }),
  ],
  edges: wires(
    'tokens.tokens > inputs.tokens',
    'inputs.out > query.x',
    'query.out > score.query',
    'query.out > join.inputs',
  ),
};

const faces = facesOf(check(graph));
const faceOf = (id: string) => {
  const face = faces.get(id);
  if (!face) throw new Error(`no face of ${id}`);
  return face;
};
const slots = (id: string) =>
  faceOf(id).slots.map(({ key, shape, wired }) => `${key} ${shape}${wired ? ' wired' : ''}`);

describe('facesOf', () => {
  it('shows concrete shapes where they are known and declared ones where not', () => {
    expect(slots('query')).toEqual(['in.x 6 × 3 wired', 'out.out 6 × 2 wired']);
    expect(slots('score')).toEqual(['in.query 6 × 2 wired', 'in.key S × e', 'out.scores T × S']);
  });

  it('gives an input that grows one free slot more than wires', () => {
    expect(slots('join')).toEqual(['in.inputs.0 6 × 2 wired', 'in.inputs.1 any', 'out.out 6 × 2']);
  });

  it('leaves room for the picture with its words before anything ran', () => {
    expect(faceOf('inputs').picture.height).toBe(66);
    expect(faceOf('inputs').height).toBe(144);
  });

  it('puts first ports of all nodes at one height, inputs left and outputs right', () => {
    const firsts = ['query', 'score', 'join'].flatMap((id) =>
      faceOf(id)
        .slots.filter(({ row }) => row === 0)
        .map((slot) => portPoint(faceOf(id), slot)),
    );
    expect(new Set(firsts.map(({ y }) => y))).toEqual(new Set([44]));
    expect(firsts[0]?.x).toBe(0);
    expect(firsts[1]?.x).toBe(faceOf('query').width);
  });

  it('is the same object as before for every node about which nothing changed', () => {
    const edited = {
      ...graph,
      nodes: graph.nodes.map((n) => (n.id === 'remark' ? node('remark', 'note', { text: 'Longer.' }) : n)),
    };
    const after = facesOf(check(edited), faces);
    expect(['tokens', 'inputs', 'query', 'score', 'join'].filter((id) => after.get(id) !== faces.get(id))).toEqual([]);
    expect(after.get('remark')).not.toBe(faces.get('remark'));
  });

  it('keeps the room of the picture while a node waits', () => {
    const broken = { ...graph, edges: graph.edges.filter(({ target }) => target !== 'query') };
    const after = facesOf(check(broken), faces);
    expect(after.get('query')?.picture).toEqual(faceOf('query').picture);
  });

  it('draws notes as words without ports', () => {
    expect(faceOf('remark')).toMatchObject({ kind: 'prose', slots: [], height: 36 });
  });

  it('gives a type that no release knows the ports that are wired', () => {
    const unknown = {
      nodes: [node('a', 'tensor', { values: [[1]] }), node('b', 'warp'), node('c', 'activation')],
      edges: wires('a.out > b.energy', 'b.speed > c.x'),
    };
    expect(
      facesOf(check(unknown))
        .get('b')
        ?.slots.map(({ key }) => key),
    ).toEqual(['in.energy', 'out.speed']);
  });
});
