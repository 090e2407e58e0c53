// Holds the sentence of the notes to running with drawn embeddings, and the way back to the very numbers before.
import { describe, expect, it } from 'vitest';
import type { Graph } from '../../graph/graph';
import { createDocumentStore } from '../../store/documentStore';
import { SENTENCE, tokenState, withPublished, withSentence } from './sentence';

const table = { shape: [6, 3], data: Array.from({ length: 18 }, (_, i) => i / 32) };
const preset: Graph = {
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

  it('leaves a graph without a text alone', () => {
    const graph: Graph = { nodes: [{ id: 'a', type: 'tensor', position: { x: 0, y: 0 } }], edges: [] };
    expect(withSentence(graph)).toBe(graph);
    expect(withPublished(graph, preset)).toBe(graph);
    expect(tokenState(graph)).toBe('none');
  });
});
