// The page's side of the worker, against workers that answer, lag and die.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { emptyGraph } from '../graph/graph';
import { node } from '../testing/build';
import { connectEngine } from './client';
import type { Reply, Request } from './messages';

class FakeWorker {
  static made: FakeWorker[] = [];
  onmessage: ((event: { data: Reply }) => void) | null = null;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | null = null;
  readonly heard: Request[] = [];
  stopped = false;
  constructor() {
    FakeWorker.made.push(this);
  }
  postMessage(request: Request): void {
    this.heard.push(request);
  }
  terminate(): void {
    this.stopped = true;
  }
  say(data: Reply): void {
    this.onmessage?.({ data });
  }
}

const stats = { live: 0, bytes: 0, launches: 0, compiled: 0, tuned: 0, refused: [], compileMs: 0 };
const done = (run: number): Reply => ({ kind: 'done', run, backend: 'cpu', ms: 1, problems: [], stats });
const graph = { nodes: [node('x', 'tensor')], edges: [] };

function connect() {
  const heard: Reply[] = [];
  const client = connectEngine(
    (reply) => heard.push(reply),
    () => new FakeWorker() as unknown as Worker,
  );
  return { client, heard, worker: () => FakeWorker.made.at(-1) as FakeWorker };
}

beforeEach(() => {
  FakeWorker.made = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test('answers to an older run are dropped', () => {
  const { client, heard, worker } = connect();
  client.run(graph, 'auto', {});
  client.run(graph, 'auto', {});
  worker().say(done(1));
  worker().say(done(2));
  expect(heard).toEqual([done(2)]);
});

test('only what an edit changed travels', () => {
  const { client, worker } = connect();
  client.run(graph, 'auto', {});
  client.run({ ...graph, nodes: [...graph.nodes, node('y', 'tensor')] }, 'auto', {});
  const [, second] = worker().heard;
  expect(second).toMatchObject({ change: { nodes: { order: ['x', 'y'], changed: [{ id: 'y' }] } } });
});

test('a worker that does not answer a cancel within 100 ms is stopped, and the next run sends the whole graph', () => {
  const { client, heard, worker } = connect();
  const run = client.run(graph, 'auto', {});
  client.cancel();
  vi.advanceTimersByTime(99);
  expect(FakeWorker.made[0]?.stopped).toBe(true);
  expect(heard).toEqual([{ kind: 'cancelled', run }]);
  client.run(graph, 'auto', {});
  expect(worker().heard).toMatchObject([{ change: { nodes: { changed: [{ id: 'x' }] } } }]);
});

test('a worker that answers a cancel goes on', () => {
  const { client, heard, worker } = connect();
  const run = client.run(graph, 'auto', {});
  client.cancel();
  worker().say({ kind: 'cancelled', run });
  vi.advanceTimersByTime(500);
  expect(FakeWorker.made).toHaveLength(1);
  expect(heard).toHaveLength(1);
});

test('a worker that dies is started again and runs the graph again; one that dies of the same run says so', () => {
  const { client, heard, worker } = connect();
  const run = client.run(graph, 'auto', {});
  const death = { message: 'out of memory', preventDefault: () => {} };
  worker().onerror?.(death);
  expect(heard).toEqual([]);
  expect(worker().heard).toMatchObject([{ kind: 'run', run, change: { nodes: { changed: [{ id: 'x' }] } } }]);
  worker().onerror?.(death);
  expect(heard).toMatchObject([{ kind: 'failed', message: 'out of memory' }]);
  expect(FakeWorker.made).toHaveLength(3);
  client.run(graph, 'auto', {});
  expect(worker().heard).toHaveLength(1);
});

test('closing frees the worker from the document', () => {
  const { client, worker } = connect();
  client.run(graph, 'auto', {});
  client.close();
  client.run(emptyGraph, 'auto', {});
  expect(worker().heard.map(({ kind }) => kind)).toEqual(['run', 'close', 'run']);
});

test('a worker that is started again is not told that the page has cells which another worker sent', () => {
  const { client, heard, worker } = connect();
  const value = (run: number, key: number): Reply => ({
    kind: 'value',
    run,
    port: 'x.out',
    key,
    shape: [1],
    data: Float32Array.of(1),
  });
  const keys = (): number[] => heard.flatMap((reply) => (reply.kind === 'value' ? [reply.key] : []));
  worker().say(value(client.run(graph, 'auto', {}), 5));
  client.run(graph, 'auto', { 'x.out': keys()[0] as number, 'x.learned': -7 });
  expect(worker().heard.at(-1)).toMatchObject({ watch: { 'x.out': 5, 'x.learned': -1 } });
  client.cancel();
  vi.advanceTimersByTime(99);
  const run = client.run(graph, 'auto', { 'x.out': keys()[0] as number });
  expect(worker().heard.at(-1)).toMatchObject({ watch: { 'x.out': -1 } });
  // The same number there is of other cells.
  worker().say(value(run, 5));
  expect(new Set(keys()).size).toBe(2);
  worker().say({ kind: 'node', run, node: { id: 'x', state: 'ran', key: 5 } });
  expect(heard.at(-1)).toMatchObject({ node: { key: keys()[1] } });
});
