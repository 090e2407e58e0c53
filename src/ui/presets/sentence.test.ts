// Holds the sentence of the notes to running with drawn embeddings, and the way back to the very numbers before.
import { describe, expect, it } from 'vitest';
import type { Graph } from '../../graph/graph';
import { createDocumentStore } from '../../store/documentStore';
import { SENTENCE, STATION, sentenceOf, tokenState, withPublished, withSentence } from './sentence';

const table = { shape: [6, 3], data: Array.from({ length: 18 }, (_, i) => i / 32) };
const preset: Graph = {
  preset: { group: 'attention', order: 1 },
  nodes: [
    { id: 'text', type: 'text', position: { x: 0, y: 0 } },
    { id: 'inputs', type: 'embedding', position: { x: 200, y: 0 }, params: { width: 3 } },
    { id: 'query', type: 'linear', position: { x: 400, y: 0 }, params: { features: 2, bias: false } },
  ],
  edges: [
    { id: 'e1', source: 'text', sourcePort: 'tokens', target: 'inputs', targetPort: 'tokens' },
    { id: 'e2', source: 'inputs', sourcePort: 'out', target: 'query', targetPort: 'x' },
  ],
  weights: { 'inputs.weight': table, 'query.weight': { scheme: 'torch-rand', seed: 123, skip: 0 } },
};

describe('the sentence of the notes', () => {
  it('is read with embeddings drawn from a seed, in one step to undo, and everything still has a type', () => {
    const document = createDocumentStore(preset);
    document.getState().edit(withSentence);
    const { graph, checked, history } = document.getState();
    expect(graph.nodes[0]?.params?.text).toBe(SENTENCE);
    expect(graph.weights?.['inputs.weight']).toMatchObject({ scheme: 'normal' });
    expect(graph.weights?.['query.weight']).toEqual(preset.weights?.['query.weight']);
    expect(checked.problems).toEqual([]);
    expect(checked.nodes.get('query')?.status).toBe('ready');
    expect(history.past).toHaveLength(1);
    expect(tokenState(graph)).toBe('sentence');
  });

  it('goes back to the published tokens and their numbers', () => {
    const document = createDocumentStore(preset);
    document.getState().edit(withSentence);
    document.getState().edit((graph) => withPublished(graph, preset));
    const { graph, checked } = document.getState();
    expect(graph.weights).toEqual(preset.weights);
    expect(graph.nodes).toEqual(preset.nodes);
    expect(checked.problems).toEqual([]);
  });

  it('is the one that the description quotes, with its own words as the vocabulary, and comes off again', () => {
    const named: Graph = {
      ...preset,
      preset: { group: 'history', order: 1 },
      description: `Why: in “${STATION}” nobody knows yet.`,
      vocabularies: { english: ['one', 'two'] },
      nodes: preset.nodes.map((node) =>
        node.id === 'query'
          ? node
          : {
              ...node,
              params: {
                ...node.params,
                vocabulary: 'english',
                ...(node.id === 'text' ? { text: 'two one' } : { width: 2 }),
              },
            },
      ),
      weights: { 'inputs.weight': { shape: [2, 2], data: [1, 2, 3, 4] } },
    };
    expect(sentenceOf(named)).toBe(STATION);
    const document = createDocumentStore(named);
    document.getState().edit(withSentence);
    expect(tokenState(document.getState().graph)).toBe('sentence');
    expect(document.getState().checked.problems).toEqual([]);
    document.getState().edit((graph) => withPublished(graph, named));
    expect(document.getState().graph.nodes).toEqual(named.nodes);
    expect(document.getState().graph.weights).toEqual(named.weights);
  });

  it('is offered by presets that name one, and by no others', () => {
    expect(sentenceOf({ ...preset, preset: { group: 'history', order: 2 } })).toBeUndefined();
    const { preset: _, ...own } = preset;
    expect(tokenState(own)).toBe('none');
  });

  it('leaves a graph without a text alone', () => {
    const graph: Graph = { nodes: [{ id: 'a', type: 'tensor', position: { x: 0, y: 0 } }], edges: [] };
    expect(withSentence(graph)).toBe(graph);
    expect(withPublished(graph, preset)).toBe(graph);
    expect(tokenState(graph)).toBe('none');
  });
});
