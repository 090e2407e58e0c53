// Training as the page keeps it: what a person does, what the engine answers, and what stays when the page is closed.
import { expect, test, vi } from 'vitest';
import { setParam } from '../graph/editNodes';
import type { Graph } from '../graph/graph';
import { node, wires } from '../testing/build';
import { deafEngine } from '../testing/deafEngine';
import type { EngineClient } from '../worker/client';
import type { TrainingReply, TrainingRequest, WeightsMessage } from '../worker/trainingMessages';
import type { Checkpoint, CheckpointStorage } from './checkpoints';
import { createDocumentStore } from './documentStore';
import { createRunStore } from './runStore';
import { Training } from './training';

const graph: Graph = {
  title: 'Small',
  nodes: [
    node('x', 'tensor', { values: [[1, 2]] }),
    node('layer', 'linear', { features: 1, bias: false }),
    node('want', 'tensor', { values: [[1]] }),
    node('loss', 'mean-squared-error'),
  ],
  edges: wires('x.out > layer.x', 'layer.out > loss.prediction', 'want.out > loss.target'),
  weights: { 'layer.weight': { scheme: 'torch-linear', seed: 3 } },
};

const learned = (a: number, b: number): WeightsMessage => ({
  'layer.weight': { shape: [2, 1], data: Float32Array.of(a, b) },
});

function storageOf(...kept: Checkpoint[]): CheckpointStorage & { readonly kept: Map<string, Checkpoint> } {
  const map = new Map(kept.map((checkpoint) => [checkpoint.id, checkpoint]));
  return {
    kept: map,
    all: async () => [...map.values()],
    put: async (checkpoint) => {
      map.set(checkpoint.id, checkpoint);
    },
    remove: async (id) => {
      map.delete(id);
    },
  };
}

/** An engine that says what the test lets it say. */
function begin(storage = storageOf(), of = graph) {
  const heard: TrainingRequest['kind'][] = [];
  let say: (reply: TrainingReply) => void = () => {};
  const engine: EngineClient = {
    ...deafEngine,
    train: () => {
      heard.push('train-start');
      return 1;
    },
    sendTraining: (request) => heard.push(request.kind),
    onTraining: (hearer) => {
      say = hearer;
      return () => {};
    },
  };
  const document = createDocumentStore(of);
  const run = createRunStore(document, () => engine);
  const training = new Training({ document, run, engine, storage });
  const tell = (reply: Record<string, unknown> & { readonly kind: TrainingReply['kind'] }): void =>
    say({ training: 1, ...reply } as unknown as TrainingReply);
  const ready = (): void => {
    training.start('graph');
    tell({ kind: 'train-ready', backend: 'cpu', weights: ['layer.weight'], parameters: 2 });
  };
  const weightOf = () => document.getState().graph.weights?.['layer.weight'];
  return { training, document, run, heard, tell, ready, storage, weightOf, now: () => training.state.getState() };
}

const progress = (step: number, loss: number) => ({
  kind: 'train-progress' as const,
  steps: [{ step, loss, gradientNorm: 1, learningRate: 0.01 }],
  stepsPerSecond: 100,
});

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

test('what is still on its way from a training touches no document that was opened since', async () => {
  const { ready, tell, document, weightOf, now, storage, run } = begin();
  ready();
  tell({ kind: 'train-values', step: 1, values: Object.fromEntries(manyValues(20)) });
  document.getState().open({ ...graph, title: 'Other' });
  tell({ kind: 'train-weights', step: 3, weights: learned(7, 7) });
  tell({ kind: 'train-paused', step: 3, why: 'asked' });
  tell({ kind: 'train-failed', message: 'The engine was started again.' });
  expect(weightOf()).toEqual({ scheme: 'torch-linear', seed: 3 });
  expect(now()).toMatchObject({ phase: 'idle', step: 0 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(storage.kept.size).toBe(0);
  expect(run.getState().values['layer.out19']).toBeUndefined();
});

const manyValues = (n: number) =>
  Array.from({ length: n }, (_, k) => [`layer.out${k}`, { shape: [1], data: Float32Array.of(k) }] as const);

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
  document.getState().open({ ...graph, title: 'Other' });
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
