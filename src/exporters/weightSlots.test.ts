// Tensors of a file find the weights they belong to, turned where PyTorch turns them.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkGraph } from '../execution/check';
import { Traces } from '../execution/traces';
import { parseGraph } from '../graph/format';
import type { Graph } from '../graph/graph';
import { nodeType } from '../nodes/registry';
import type { StoredTensor } from './weightFile';
import { fillWeights, guessFillings, turnsFor, type WeightSlot, weightSlots } from './weightSlots';

const checkedOf = (graph: Graph) => checkGraph(graph, { nodeType, traces: new Traces() });

function presetNamed(name: string) {
  const parsed = parseGraph(readFileSync(resolve(import.meta.dirname, `../../graphs/${name}.json`), 'utf8'));
  if ('problem' in parsed) throw new Error(parsed.problem.message);
  return checkedOf(parsed.graph);
}

const stored = (name: string, shape: readonly number[]): StoredTensor => ({
  name,
  shape,
  dtype: 'F32',
  read: () => ({ shape, data: Float32Array.from({ length: shape.reduce((n, d) => n * d, 1) }, (_, i) => i) }),
});
const found = (slots: readonly WeightSlot[], tensors: StoredTensor[], isOurs = false) =>
  Object.fromEntries(
    guessFillings(slots, { tensors, isOurs }).map(({ slot, tensor, turn }) => [slot.name, `${tensor.name} ${turn}`]),
  );

const causal = weightSlots(presetNamed('causal-attention'));

describe('the weights of a graph', () => {
  it('have names, titles and sizes', () => {
    expect(causal.find(({ name }) => name === 'query.weight')).toEqual({
      name: 'query.weight',
      title: 'Query · weight',
      shape: [3, 2],
      turnedInTorch: true,
    });
    expect(causal.filter(({ turnedInTorch }) => !turnedInTorch).map(({ name }) => name)).toEqual(['inputs.weight']);
  });

  it('inside containers are named as the graph names them', () => {
    const names = weightSlots(presetNamed('transformer')).map(({ name }) => name);
    expect(names.some((name) => name.includes('.'))).toBe(true);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('tensors of a file', () => {
  it('of PyTorch find their weights by name and are turned', () => {
    const file = [stored('W_query.weight', [2, 3]), stored('W_key.weight', [2, 3]), stored('W_value.weight', [2, 3])];
    expect(found(causal, file)).toEqual({
      'query.weight': 'W_query.weight transposed',
      'key.weight': 'W_key.weight transposed',
      'value.weight': 'W_value.weight transposed',
    });
  });

  it('that are named as ours stay as they are where only that fits', () => {
    expect(found(causal, [stored('query.weight', [3, 2])])).toEqual({ 'query.weight': 'query.weight as it is' });
  });

  it('without a telling name go where nothing else fits, and nowhere where several places do', () => {
    expect(found(causal, [stored('weight', [6, 3])])).toEqual({ 'inputs.weight': 'weight as it is' });
    expect(found(causal, [stored('weight', [2, 3])])).toEqual({});
  });

  it('of another size do not fit, whatever their name', () => {
    expect(found(causal, [stored('query.weight', [5, 7])])).toEqual({});
  });

  it('that are square are taken for PyTorch’s where they are multiplied', () => {
    const square = { name: 'a.weight', title: '', shape: [2, 2], turnedInTorch: true };
    expect(turnsFor(square, { shape: [2, 2] })).toEqual(['transposed', 'as it is']);
    expect(turnsFor({ ...square, turnedInTorch: false }, { shape: [2, 2] })).toEqual(['as it is', 'transposed']);
  });

  it('of our own files are not turned where both would fit', () => {
    const square = [{ name: 'a.weight', title: 'A · weight', shape: [2, 2], turnedInTorch: true }];
    expect(found(square, [stored('a.weight', [2, 2])], true)).toEqual({ 'a.weight': 'a.weight as it is' });
    expect(found(square, [stored('a.weight', [2, 2])])).toEqual({ 'a.weight': 'a.weight transposed' });
  });

  it('fill the graph in its own layout', () => {
    const checked = presetNamed('causal-attention');
    const filled = fillWeights(
      checked.graph,
      guessFillings(causal, { tensors: [stored('W_query.weight', [2, 3])], isOurs: false }),
    );
    expect(filled.weights?.['query.weight']).toEqual({ shape: [3, 2], data: [0, 3, 1, 4, 2, 5] });
    expect(checkedOf(filled).problems).toEqual([]);
  });
});
