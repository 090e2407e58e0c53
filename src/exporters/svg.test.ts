// Pictures of graphs: everything is drawn, hostile words stay words, and the graph comes out as it went in.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Values } from '../drawing/steps';
import { parseGraph } from '../graph/format';
import type { Graph } from '../graph/graph';
import { serializeGraph } from '../graph/serialize';
import { check, node, wires } from '../testing/build';
import { engineValues } from '../testing/engineValues';
import { exportSvg, svgText } from './svg';
import { graphInSvg } from './svg/graphInside';
import { escaped, unescaped } from './svg/xml';

const folder = new URL('../../graphs/', import.meta.url);
const presets = readdirSync(folder).filter((name) => name.endsWith('.json'));

function preset(file: string): Graph {
  const parsed = parseGraph(readFileSync(new URL(file, folder), 'utf8'));
  if ('problem' in parsed) throw new Error(parsed.problem.message);
  return parsed.graph;
}

const valuesOf = async (graph: Graph): Promise<Values> =>
  Object.fromEntries([...(await engineValues(check(graph)))].map(([name, value], key) => [name, { ...value, key }]));

const all = (svg: string, pattern: RegExp): string[] => [...svg.matchAll(pattern)].map((match) => match[1] as string);

describe('every preset', () => {
  it.each(presets)('%s: each node and wire that the canvas shows is drawn, and the graph is inside', (file) => {
    const graph = preset(file);
    const svg = svgText(check(graph), { theme: 'light' });
    const closed = graph.nodes.filter(({ collapsed }) => collapsed).map(({ id }) => id);
    const parents = new Map(graph.nodes.map(({ id, parent }) => [id, parent]));
    const hidden = (id: string): boolean => {
      for (let at = parents.get(id); at !== undefined; at = parents.get(at)) if (closed.includes(at)) return true;
      return false;
    };
    const shown = graph.nodes.filter(({ id }) => !hidden(id)).map(({ id }) => id);
    const lines = graph.edges.filter(({ source, target }) => !hidden(source) && !hidden(target)).map(({ id }) => id);
    expect(all(svg, /data-node="([^"]*)"/g).sort()).toEqual(shown.sort());
    expect(all(svg, /data-wire="([^"]*)"/g).sort()).toEqual(lines.sort());
    expect(graphInSvg(svg)).toBe(serializeGraph(graph));
  });
});

describe('values', () => {
  it('are cells in the colours of the theme, and masked ones are hatched', async () => {
    const graph = preset('causal-attention.json');
    const values = await valuesOf(graph);
    const [light, dark] = (['light', 'dark'] as const).map((theme) => svgText(check(graph), { theme, values }));
    const hatched = (svg: string | undefined): number => all(svg ?? '', /(fill="url\(#hatch\)")/g).length;
    // Masked scores, scaled ones and their weights: 15 pairs above the diagonal of 6 tokens each.
    expect([hatched(light), hatched(dark)]).toEqual([45, 45]);
    expect(light).toContain('fill="#f5f4f0"');
    expect(dark).toContain('fill="#121316"');
    expect(dark).not.toContain('#f5f4f0');
  });

  it('that are missing are said', async () => {
    const graph = preset('causal-attention.json');
    const { losses, files } = exportSvg(check(graph), { theme: 'light', name: 'it' });
    expect(files.map(({ name }) => name)).toEqual(['it.svg']);
    expect(losses).toEqual([expect.stringMatching(/^No values are drawn on ".*: none were read there\.$/)]);
    const values = await valuesOf(graph);
    expect(exportSvg(check(graph), { theme: 'light', name: 'it', values }).losses).toEqual([]);
  });
});

describe('a selection', () => {
  const graph: Graph = {
    nodes: [node('a', 'tensor'), node('b', 'softmax'), node('c', 'softmax')],
    edges: wires('a.out > b.scores', 'b.weights > c.scores'),
  };

  it('is drawn with the wires between its nodes, and carries the whole graph', () => {
    const svg = svgText(check(graph), { theme: 'light', selection: ['a', 'b'] });
    expect(all(svg, /data-node="([^"]*)"/g)).toEqual(['a', 'b']);
    expect(all(svg, /data-wire="([^"]*)"/g)).toHaveLength(1);
    expect(graphInSvg(svg)).toBe(serializeGraph(graph));
  });

  it('of nothing is refused', () => {
    expect(() => svgText(check(graph), { theme: 'light', selection: [] })).toThrow('there is nothing to draw');
  });
});

describe('words of users', () => {
  const HOSTILE = [
    '</text><script>alert(1)</script>',
    '" onload="x',
    '&amp;',
    ']]>',
    'a\u0000b',
    '\ud800',
    '\uffff',
    'x\r\ny',
  ];

  it.each(HOSTILE)('%j is never markup, and the graph inside is the same', (label) => {
    const graph: Graph = { title: label, nodes: [node('a', 'tensor', {}, { label })], edges: [] };
    const svg = svgText(check(graph), { theme: 'light' });
    expect(svg).not.toMatch(/<script|" onload="/);
    const parsed = parseGraph(graphInSvg(svg) ?? '');
    expect('graph' in parsed && serializeGraph(parsed.graph)).toBe(serializeGraph(graph));
  });

  it('come back as they were', () => {
    const text = `<a b="c">&amp;'\r\n\t𝄞`;
    expect(unescaped(escaped(text))).toBe(text);
    expect(unescaped('&#x3c;&#60;&unknown;&#xffffff;')).toBe('<<&unknown;&#xffffff;');
  });
});
