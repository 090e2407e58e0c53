// Training as the page keeps it: what a person does, what the engine answers, and what stays when the page is closed.
import { expect, test, vi } from 'vitest';
import { setParam } from '../graph/editNodes';
import { begin, learned, progress } from '../testing/trainingPage';
import type { Checkpoint } from './checkpoints';

test('what was learned becomes part of the document when training rests, as one step to undo', () => {
  const { ready, tell, document, weightOf, now } = begin();
  ready();
  tell(progress(1, 2));
  tell({ kind: 'train-weights', step: 1, weights: learned(9, 9) });
  expect(weightOf()).toEqual({ scheme: 'torch-linear', seed: 3 });
  tell(progress(2, 1));
  tell({ kind: 'train-weights', step: 2, weights: learned(0.5, 0.25) });
  tell({ kind: 'train-paused', step: 2, why: 'done' });
  expect(now()).toMatchObject({ phase: 'done', step: 2, current: { losses: [2, 1], steps: [1, 2] } });
  expect(weightOf()).toEqual({ shape: [2, 1], data: [0.5, 0.25] });
  document.getState().undo();
  expect(weightOf()).toEqual({ scheme: 'torch-linear', seed: 3 });
});

test('an edit that changes what is computed pauses training and says why; moving a node does not', () => {
  const { ready, document, heard, tell, now, training } = begin();
  ready();
  document.getState().edit((before) => ({
    ...before,
    nodes: before.nodes.map((one) => ({ ...one, position: { x: 7, y: 7 } })),
  }));
  expect(heard).toEqual(['train-start']);
  document.getState().edit((before) => setParam(before, 'layer', 'bias', true));
  expect(heard).toEqual(['train-start', 'train-pause']);
  expect(now().message).toMatch(/the graph was edited/);
  tell({ kind: 'train-paused', step: 1, why: 'asked' });
  expect(now()).toMatchObject({ phase: 'paused' });
  training.resume();
  expect(heard.at(-1)).toBe('train-start');
});

test('a new start shows nothing of the one before', () => {
  const { ready, tell, training, now } = begin();
  ready();
  tell(progress(1, 2));
  tell({ kind: 'train-weights', step: 1, weights: learned(9, 9) });
  tell({ kind: 'train-refused', message: 'There is no loss.', nodes: ['loss'] });
  expect(now()).toMatchObject({ phase: 'refused', message: 'There is no loss.' });
  training.start('graph');
  expect(now()).toMatchObject({ phase: 'starting', step: 0, nodes: [] });
  const { message, last, weights, ready: made } = now();
  expect([message, last, weights, made]).toEqual([undefined, undefined, undefined, undefined]);
});

test('training from scratch draws the weights again', () => {
  const { ready, tell, weightOf, training, now } = begin();
  ready();
  tell(progress(1, 2));
  tell(progress(2, 1));
  tell({ kind: 'train-weights', step: 2, weights: learned(1, 1) });
  tell({ kind: 'train-paused', step: 2, why: 'done' });
  training.start('scratch');
  expect(weightOf()).toEqual({ scheme: 'torch-linear', seed: 3 });
  expect(now().earlier.map(({ label }) => label)).toEqual(['run 1']);
  expect(now().current?.label).toBe('run 2');
});

test('a page that was closed in training finds what it had learned, and restores it', async () => {
  const first = begin();
  first.ready();
  first.tell(progress(7, 0.5));
  first.tell({ kind: 'train-weights', step: 7, weights: learned(3, 4) });
  await vi.waitFor(() => expect(first.storage.kept.size).toBe(1));
  const second = begin(first.storage);
  await vi.waitFor(() => expect(second.now().interrupted?.step).toBe(7));
  second.training.restore(second.now().interrupted as Checkpoint);
  expect(second.weightOf()).toEqual({ shape: [2, 1], data: [3, 4] });
  expect(second.now().interrupted).toBeUndefined();
  await vi.waitFor(() => expect([...first.storage.kept.values()][0]?.unfinished).toBe(false));
});

test('a training that came to its end was not closed in the middle', async () => {
  const { ready, tell, storage } = begin();
  ready();
  tell({ kind: 'train-weights', step: 9, weights: learned(3, 4) });
  tell({ kind: 'train-paused', step: 9, why: 'done' });
  await vi.waitFor(() => expect([...storage.kept.values()].map(({ unfinished }) => unfinished)).toEqual([false]));
});

test('checkpoints are kept by name, renamed and deleted', async () => {
  const { ready, tell, training, now } = begin();
  ready();
  tell({ kind: 'train-weights', step: 4, weights: learned(1, 2) });
  await training.keep('Good one');
  const [kept] = now().checkpoints.filter(({ automatic }) => !automatic);
  expect(kept).toMatchObject({ name: 'Good one', step: 4, of: 'Small' });
  await training.rename(kept?.id as string, 'Better');
  expect(now().checkpoints.map(({ name }) => name)).toContain('Better');
  await training.remove(kept?.id as string);
  expect(now().checkpoints.map(({ name }) => name)).not.toContain('Better');
});

test('a training that diverges offers its last good weights and touches nothing by itself', () => {
  const { ready, tell, training, now, weightOf } = begin();
  ready();
  tell({
    kind: 'train-diverged',
    step: 3,
    kept: 2,
    where: { node: 'layer', name: 'layer.out', kind: 'value' },
    message: 'At step 3 Linear gave NaN.',
  });
  tell({ kind: 'train-weights', step: 2, weights: learned(5, 6) });
  expect(now()).toMatchObject({ phase: 'diverged', kept: 2, nodes: ['layer'] });
  expect(weightOf()).toEqual({ scheme: 'torch-linear', seed: 3 });
  training.takeKept();
  expect(weightOf()).toEqual({ shape: [2, 1], data: [5, 6] });
  expect(now()).toMatchObject({ phase: 'paused', step: 2 });
});

test('a training whose device is lost says so, and offers what it had learned', () => {
  const { ready, tell, training, now, weightOf, heard } = begin();
  ready();
  tell(progress(1, 2));
  const lost = { kind: 'train-failed' as const, message: 'webgl2 was lost while matmul ran' };
  tell(lost);
  expect(now()).toMatchObject({
    phase: 'failed',
    message: expect.stringContaining(`before anything was kept: ${lost.message}`),
  });
  training.resume();
  expect(heard.filter((kind) => kind === 'train-start')).toHaveLength(2);
  tell({ kind: 'train-ready', backend: 'webgl2', weights: ['layer.weight'], parameters: 2 });
  tell({ kind: 'train-weights', step: 8, weights: learned(5, 6) });
  tell(lost);
  expect(now()).toMatchObject({ phase: 'failed', kept: 8, message: expect.stringContaining('up to step 8 is kept') });
  training.takeKept();
  expect(weightOf()).toEqual({ shape: [2, 1], data: [5, 6] });
  training.resume();
  expect(heard.at(-1)).toBe('train-start');
});

test('a setting that cannot change on the way pauses; another goes along', () => {
  const { ready, training, heard, document } = begin();
  ready();
  training.change({ learningRate: 0.1 });
  expect(heard.at(-1)).toBe('train-settings');
  training.change({ optimizer: 'sgd' });
  expect(heard.at(-1)).toBe('train-pause');
  expect(document.getState().graph.training).toEqual({ learningRate: 0.1, optimizer: 'sgd' });
});

test('the values of the example follow, and never pass for those of a run', () => {
  const { ready, tell, run } = begin();
  ready();
  tell({ kind: 'train-values', step: 1, values: { 'layer.out': { shape: [1, 1], data: Float32Array.of(8) } } });
  const shown = run.getState().values['layer.out'];
  expect(shown?.data).toEqual(Float32Array.of(8));
  expect(shown?.key).toBeLessThan(-1);
});
