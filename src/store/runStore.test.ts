// What the page keeps of earlier runs: values that are still those of the graph, and no others.
import { expect, test } from 'vitest';
import { emptyGraph, type Graph } from '../graph/graph';
import { node, wires } from '../testing/build';
import { deafEngine } from '../testing/deafEngine';
import type { Reply } from '../worker/messages';
import { createDocumentStore } from './documentStore';
import { createRunStore } from './runStore';

const graph: Graph = {
  nodes: [node('x', 'tensor', { values: [[1, 2]] }), node('act', 'activation'), node('softmax', 'softmax')],
  edges: wires('x.out > act.x', 'act.out > softmax.scores'),
};
const stats = { live: 0, bytes: 0, launches: 0, compiled: 0, tuned: 0, refused: [], compileMs: 0 };

function bench() {
  let hear: (reply: Reply) => void = () => {};
  const document = createDocumentStore({ ...emptyGraph, ...graph });
  const run = createRunStore(document, (listener) => {
    hear = listener;
    return deafEngine;
  });
  const value = (port: string, key: number): void =>
    hear({ kind: 'value', run: 1, port, key, shape: [1, 2], data: Float32Array.of(key, key) });
  const ran = (id: string, key?: number, within?: string): void =>
    hear({
      kind: 'node',
      run: 1,
      node: { id, state: 'ran', ...(key === undefined ? {} : { key }), ...(within ? { within } : {}) },
    });
  const done = (): void => hear({ kind: 'done', run: 1, backend: 'cpu', ms: 1, problems: [], stats });
  const keys = (): Record<string, number> =>
    Object.fromEntries(Object.entries(run.getState().values).map(([name, { key }]) => [name, key]));
  return { document, run, hear, value, ran, done, keys };
}

test('a value whose node has other cells now is not shown as if they were its own, also where the new ones do not come', () => {
  const { run, value, ran, done, keys } = bench();
  for (const [id, port, key] of [
    ['x', 'x.out', 1],
    ['act', 'act.out', 2],
    ['softmax', 'softmax.weights', 3],
  ] as const) {
    ran(id, key);
    value(port, key);
  }
  done();
  expect(keys()).toEqual({ 'x.out': 1, 'act.out': 2, 'softmax.weights': 3 });
  run.getState().run();
  ran('x', 1);
  // Too large to come unasked; not even written down.
  ran('act', undefined, 'softmax');
  ran('softmax', 4);
  done();
  expect(keys()).toEqual({ 'x.out': 1 });
});

test('the values of a node that waits stay, and so do all of a run that is given up', () => {
  const { run, hear, value, ran, done, keys } = bench();
  ran('act', 2);
  value('act.out', 2);
  done();
  run.getState().run();
  ran('act', 5);
  hear({ kind: 'cancelled', run: 1 });
  expect(keys()).toEqual({ 'act.out': 2 });
  run.getState().run();
  hear({ kind: 'node', run: 1, node: { id: 'act', state: 'waiting' } });
  done();
  expect(keys()).toEqual({ 'act.out': 2 });
});

test('what came from a run that another followed before its end is not shown with that one', () => {
  const { run, value, ran, done, keys } = bench();
  ran('act', 2);
  value('act.out', 2);
  done();
  run.getState().run();
  value('act.out', 5);
  // The edit is undone: the engine knows that the page has the cells.
  run.getState().run();
  ran('act', 2);
  done();
  expect(keys()).toEqual({ 'act.out': 2 });
});

test('nothing of a document that was closed is shown in another whose nodes have the same names', () => {
  const { document, hear, value, ran, done, keys, run } = bench();
  ran('act', 2);
  value('act.out', 2);
  done();
  value('softmax.weights', 3);
  document.getState().open({ nodes: [node('act', 'activation'), node('softmax', 'softmax')], edges: [] });
  expect([keys(), run.getState().nodes]).toEqual([{}, {}]);
  hear({ kind: 'node', run: 2, node: { id: 'act', state: 'waiting' } });
  done();
  expect(keys()).toEqual({});
});
