// The files in graphs/: each loads, says what it is, and is written as the application would write it.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeType } from '../nodes/registry';
import { parseGraph } from './format';
import type { Graph, GraphNode, Position } from './graph';
import { topologicalOrder } from './order';
import { serializeGraph } from './serialize';

const folder = new URL('../../graphs/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const textOf = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

function graphOf(file: string): Graph {
  const result = parseGraph(textOf(file));
  if ('problem' in result) throw new Error(`${file}: ${result.problem.path}: ${result.problem.message}`);
  return result.graph;
}

it('are the attention types of the course notes, in their order', () => {
  const ordered = files.map((file) => ({ file, preset: graphOf(file).preset }));
  ordered.sort((a, b) => (a.preset?.order ?? 0) - (b.preset?.order ?? 0));
  expect(ordered.filter(({ preset }) => preset?.group === 'attention').map(({ file }) => file)).toEqual([
    'simplified-self-attention.json',
    'self-attention.json',
    'self-attention-v2.json',
    'causal-attention.json',
    'multi-head-attention.json',
    'multi-head-attention-split.json',
  ]);
});

it('tell the history in its order, each with a lesson of two to six steps', () => {
  const history = files.map((file) => ({ file, graph: graphOf(file) }));
  const told = history.filter(({ graph }) => graph.preset?.group === 'history');
  told.sort((a, b) => (a.graph.preset?.order ?? 0) - (b.graph.preset?.order ?? 0));
  expect(told.map(({ file, graph }) => [file, graph.preset?.year])).toEqual([
    ['rnn-encoder-decoder.json', 1986],
    ['lstm-encoder-decoder.json', 1997],
    ['bahdanau-attention.json', 2014],
    ['transformer.json', 2017],
    ['gpt-block.json', 2018],
  ]);
  for (const { graph } of told) {
    expect(graph.lesson?.length).toBeGreaterThanOrEqual(2);
    expect(graph.lesson?.length).toBeLessThanOrEqual(6);
  }
});

it('hold what is to be trained, each with a lesson of two to six steps', () => {
  const tasks = files
    .map((file) => ({ file, graph: graphOf(file) }))
    .filter(({ graph }) => graph.preset?.group === 'training');
  tasks.sort((a, b) => (a.graph.preset?.order ?? 0) - (b.graph.preset?.order ?? 0));
  expect(tasks.map(({ file }) => file.replace('.json', ''))).toEqual([
    'lag-recall-rnn',
    'lag-recall-lstm',
    'lag-recall-lstm-long-memory',
    'lag-recall-rnn-attention',
    'reverse',
    'induction-one-layer',
    'induction-two-layers',
    'cat-sentence',
  ]);
  for (const { graph } of tasks) {
    expect(graph.training?.loss).toBe('loss.loss');
    expect(graph.lesson?.length).toBeGreaterThanOrEqual(2);
    expect(graph.lesson?.length).toBeLessThanOrEqual(6);
  }
});

it('name weights files that come with the application', () => {
  const named = files.flatMap((file) => graphOf(file).weightsFile ?? []).sort();
  const shipped = readdirSync(new URL('../../public/', import.meta.url)).filter((name) =>
    name.endsWith('.safetensors'),
  );
  expect(named).toEqual(shipped.sort());
});

describe.each(files)('%s', (file) => {
  const graph = graphOf(file);

  it('saves to the bytes it was loaded from', () => {
    expect(serializeGraph(graph)).toBe(textOf(file));
  });

  it('has a title, a description with its formula, and a place on the timeline', () => {
    expect(graph.title).toMatch(/\w/);
    expect(graph.description).toMatch(/\$\$.+\$\$/);
    expect(graph.preset).toMatchObject({
      group: expect.any(String),
      order: expect.any(Number),
    });
    if (graph.preset?.group !== 'training') expect(graph.preset?.year).toEqual(expect.any(Number));
  });

  it('reads from left to right, and then from the next row below', () => {
    const places = new Map(graph.nodes.map(({ id, position }) => [id, position]));
    const backwards = graph.edges.filter(({ source, target }) => {
      const [from, to] = [places.get(source), places.get(target)] as [Position, Position];
      return from.x >= to.x && from.y + 100 > to.y;
    });
    expect(backwards).toEqual([]);
    expect(topologicalOrder(graph)).toHaveLength(graph.nodes.length);
  });

  it('points its lesson at nodes that it has', () => {
    const ids = new Set(graph.nodes.map(({ id }) => id));
    for (const { nodes } of graph.lesson ?? []) expect(nodes?.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('lays no node over another', () => {
    // The narrowest card is 92 px wide; positions are told within the container that a node lies in.
    const cards = graph.nodes.filter(({ type }) => !nodeType(type)?.boundary && type !== 'frame');
    const near = (a: GraphNode, b: GraphNode) =>
      Math.abs(a.position.x - b.position.x) < 92 && Math.abs(a.position.y - b.position.y) < 100;
    const close = cards.filter((a) => cards.some((b) => a !== b && a.parent === b.parent && near(a, b)));
    expect(close).toEqual([]);
  });
});
