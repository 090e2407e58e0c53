// What was learned goes into the graph that it was learned for, whatever was edited, opened, undone or restored meanwhile.
import { expect, test } from 'vitest';
import { setParam } from '../graph/editNodes';
import type { Graph } from '../graph/graph';
import { node, wires } from '../testing/build';
import { begin, learned, progress, small, storageOf } from '../testing/trainingPage';
import type { Checkpoint } from './checkpoints';

const manyValues = (n: number) =>
  Array.from({ length: n }, (_, k) => [`layer.out${k}`, { shape: [1], data: Float32Array.of(k) }] as const);

test('what is still on its way from a training touches no document that was opened since', async () => {
  const { ready, tell, document, weightOf, now, storage, run } = begin();
  ready();
  tell({ kind: 'train-values', step: 1, values: Object.fromEntries(manyValues(20)) });
  document.getState().open({ ...small, title: 'Other' });
  tell({ kind: 'train-weights', step: 3, weights: learned(7, 7) });
  tell({ kind: 'train-paused', step: 3, why: 'asked' });
  tell({ kind: 'train-failed', message: 'The engine was started again.' });
  expect(weightOf()).toEqual({ scheme: 'torch-linear', seed: 3 });
  expect(now()).toMatchObject({ phase: 'idle', step: 0 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(storage.kept.size).toBe(0);
  expect(run.getState().values['layer.out19']).toBeUndefined();
});

test('a checkpoint that is restored while training goes on stays', () => {
  const { ready, tell, training, weightOf, now, heard } = begin();
  ready();
  tell(progress(1, 2));
  training.restore({ weights: learned(1, 2) } as Checkpoint);
  tell({ kind: 'train-weights', step: 2, weights: learned(8, 8) });
  tell({ kind: 'train-paused', step: 2, why: 'asked' });
  expect(weightOf()).toEqual({ shape: [2, 1], data: [1, 2] });
  expect(now()).toMatchObject({ phase: 'paused', message: 'Paused: a checkpoint was restored.', stale: true });
  training.reset();
  training.step();
  expect(heard.slice(1)).toEqual(['train-stop']);
  training.resume();
  expect(heard.at(-1)).toBe('train-start');
});

test('weights that an edit left no room for are not put into the graph', () => {
  const { ready, tell, document, weightOf, now } = begin();
  ready();
  document.getState().edit((before) => setParam(before, 'layer', 'features', 2));
  tell({ kind: 'train-weights', step: 2, weights: learned(8, 8) });
  tell({ kind: 'train-paused', step: 2, why: 'asked' });
  expect(now().phase).toBe('paused');
  expect(weightOf()).toEqual({ scheme: 'torch-linear', seed: 3 });
  expect(document.getState().checked.nodes.get('layer')?.problem).toBeUndefined();
});

test('what was learned of a word stays with it when the words are edited meanwhile', () => {
  const worded: Graph = {
    nodes: [
      node('text', 'text', { text: 'cat dog' }),
      node('rows', 'embedding', { width: 1 }),
      node('want', 'tensor', { values: [[1], [2]] }),
      node('loss', 'mean-squared-error'),
    ],
    edges: wires('text.tokens > rows.tokens', 'rows.out > loss.prediction', 'want.out > loss.target'),
  };
  const { ready, tell, document } = begin(storageOf(), worded);
  ready();
  document.getState().edit((before) => setParam(before, 'text', 'text', 'dog cat'));
  const rows = { 'rows.weight': { shape: [2, 1], data: Float32Array.of(0.25, 0.5) } };
  tell({ kind: 'train-weights', step: 2, weights: rows });
  tell({ kind: 'train-paused', step: 2, why: 'asked' });
  expect(document.getState().graph.weights?.['rows.weight']).toEqual({ shape: [2, 1], data: [0.5, 0.25] });
});

test('a setting that changes while training is made ready is not lost', () => {
  const { training, heard } = begin();
  training.start('graph');
  training.change({ learningRate: 0.1 });
  expect(heard).toEqual(['train-start', 'train-settings']);
  training.change({ optimizer: 'sgd' });
  expect(heard.at(-1)).toBe('train-pause');
});

test('weights that the graph has already change nothing', () => {
  const { ready, tell, document } = begin();
  ready();
  tell({ kind: 'train-weights', step: 1, weights: learned(0.1, 0.2) });
  tell({ kind: 'train-paused', step: 1, why: 'done' });
  const { revision } = document.getState();
  tell({ kind: 'train-weights', step: 1, weights: learned(0.1, 0.2) });
  expect(document.getState().revision).toBe(revision);
});

test('an engine that is started again ends no training that had come to its end, and keeps none that could go on', () => {
  const { ready, tell, now, training, heard } = begin();
  ready();
  tell({ kind: 'train-weights', step: 1, weights: learned(1, 2) });
  tell({ kind: 'train-paused', step: 1, why: 'done' });
  tell({ kind: 'train-failed', message: 'The engine was started again.' });
  expect(now()).toMatchObject({ phase: 'done', message: undefined, stale: true });
  training.reset();
  expect(heard.at(-1)).toBe('train-start');
});

test('values of a graph that was edited since are not shown', () => {
  const { ready, tell, run, document } = begin();
  ready();
  document.getState().edit((before) => setParam(before, 'layer', 'bias', true));
  tell({ kind: 'train-values', step: 1, values: { 'layer.out': { shape: [1, 1], data: Float32Array.of(8) } } });
  expect(run.getState().values['layer.out']).toBeUndefined();
});

test('nodes in another order are no edit', () => {
  const { ready, document, heard } = begin();
  ready();
  document.getState().edit((before) => ({ ...before, nodes: [...before.nodes].reverse() }));
  expect(heard).toEqual(['train-start']);
});

test('an earlier document that undo brings back learns nothing of the one that was trained', () => {
  const { ready, tell, document, weightOf, now, training, heard } = begin();
  document.getState().open({ ...small, title: 'Other' });
  ready();
  tell(progress(1, 2));
  document.getState().undo();
  expect(heard.at(-1)).toBe('train-stop');
  tell({ kind: 'train-weights', step: 3, weights: learned(7, 7) });
  tell({ kind: 'train-paused', step: 3, why: 'asked' });
  expect(weightOf()).toEqual({ scheme: 'torch-linear', seed: 3 });
  expect(now().phase).toBe('idle');
  document.getState().redo();
  training.resume();
  expect([document.getState().graph.title, heard.at(-1)]).toEqual(['Other', 'train-start']);
});
