// Ports that light up while a wire is drawn, and the one that a pointer means.
import { describe, expect, it } from 'vitest';
import { facesOf } from '../../drawing/faces';
import type { PortEnd } from '../../drawing/ports';
import { checkGraph } from '../../execution/check';
import { nodeTypes } from '../../nodes/registry';
import { checkOptions, node, wires } from '../../testing/build';
import { typesForWire } from './typesForWire';
import { candidatesFor, fitting, meant } from './wireCandidates';

const at = (x: number, y: number) => ({ position: { x, y } });
const graph = {
  nodes: [
    node(
      'x',
      'tensor',
      {
        values: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
      at(0, 0),
    ),
    node('query', 'linear', { features: 2 }, at(200, 0)),
    node('score', 'score', {}, at(400, 0)),
    node('wide', 'linear', { features: 5 }, at(200, 300)),
  ],
  edges: wires('x.out > query.x', 'x.out > wide.x', 'query.out > score.query'),
};
const options = checkOptions();
const checked = checkGraph(graph, options);
const faces = facesOf(checked);
const out = (id: string): PortEnd => ({ node: id, side: 'output', port: 'out', key: 'out.out' });
const names = (from: PortEnd, loose?: string) =>
  fitting(candidatesFor(from, checked, options, faces, loose)).map(({ end }) => `${end.node}.${end.port}`);

describe('candidatesFor', () => {
  it('lights the ports whose shapes agree, from left to right', () => {
    expect(names(out('query'))).toEqual(['wide.x', 'score.query', 'score.key']);
  });

  it('leaves out what clashes and what would close a circle', () => {
    expect(names(out('wide'))).toEqual(['query.x', 'score.query']);
    expect(names({ node: 'query', side: 'input', port: 'x', key: 'in.x' })).toEqual(['x.out', 'wide.out']);
  });

  it('lets every output meet an empty node', () => {
    const more = checkGraph({ ...graph, nodes: [...graph.nodes, node('late', 'score', {}, at(900, 0))] }, options);
    const fits = fitting(candidatesFor(out('wide'), more, options, facesOf(more)));
    expect(fits.map(({ end }) => `${end.node}.${end.port}`)).toContain('late.query');
  });
});

describe('meant', () => {
  const candidates = candidatesFor(out('wide'), checked, options, faces);

  it('is the nearest port within reach', () => {
    expect(meant({ x: 405, y: 75 }, candidates, [], 20)?.end.port).toBe('key');
    expect(meant({ x: 480, y: 75 }, candidates, [], 20)).toBeUndefined();
  });

  it('is a fitting port of the node under the pointer otherwise', () => {
    expect(meant({ x: 450, y: 120 }, candidates, ['score'], 20)?.end.port).toBe('query');
  });
});

describe('typesForWire', () => {
  it('offers types by the first port that fits', () => {
    const offered = typesForWire(out('query'), checked, options, nodeTypes);
    expect(offered.find(({ type }) => type.id === 'score')).toMatchObject({ port: 'query', row: 0 });
    expect(offered.some(({ type }) => Object.keys(type.inputs).length === 0)).toBe(false);
  });
});
