// The engine in its real worker: closing, losing the context, and what is alive afterwards.
import { afterEach, expect, test } from 'vitest';
import { emptyGraph, type Graph } from '../graph/graph';
import { node, wires } from '../testing/build';
import { changeBetween } from './change';
import { connectEngine, type EngineClient } from './client';
import type { BackendChoice, Reply } from './messages';

const graph = (value: number): Graph => ({
  nodes: [node('x', 'tensor', { values: [[value, 2]] }), node('act', 'activation', { kind: 'tanh' })],
  edges: wires('x.out > act.x'),
});

/** A client, and its answers to wait for. */
function connect() {
  const heard: Reply[] = [];
  const waiting: { wanted: (reply: Reply) => boolean; found: (reply: Reply) => void }[] = [];
  const client = connectEngine((reply) => {
    heard.push(reply);
    for (const { wanted, found } of waiting) if (wanted(reply)) found(reply);
  });
  const answer = <K extends Reply['kind']>(kind: K, run?: number): Promise<Extract<Reply, { kind: K }>> =>
    new Promise((resolve) => {
      const wanted = (reply: Reply) =>
        reply.kind === kind && (run === undefined || ('run' in reply && reply.run === run));
      waiting.push({ wanted, found: (reply) => resolve(reply as Extract<Reply, { kind: K }>) });
    });
  return { client, heard, answer };
}

let open: EngineClient | undefined;
afterEach(() => open?.dispose());

async function runOn(backend: BackendChoice) {
  const { client, answer, heard } = connect();
  open = client;
  const run = async (of: Graph) => {
    const number = client.run(of, backend, { 'act.out': -1 });
    const value = answer('value', number);
    const done = answer('done', number);
    return { value: await value, done: await done };
  };
  return { client, answer, heard, run };
}

test('a document opened right after another was closed runs', async () => {
  const { client, run } = await runOn('cpu');
  await run(graph(1));
  client.close();
  const { value } = await run(graph(0.5));
  expect(value.data[0]).toBeCloseTo(Math.tanh(0.5), 6);
});

test('no texture is alive after the graph is closed', async () => {
  const { client, answer, run } = await runOn('webgl2');
  const { done } = await run(graph(1));
  expect(done.backend).toBe('webgl2');
  expect(done.stats.live).toBeGreaterThan(0);
  client.close();
  const empty = client.run(emptyGraph, 'webgl2', {});
  expect((await answer('done', empty)).stats.live).toBe(0);
});

test('after a lost context the same numbers come, never zeros', async () => {
  const { client, run } = await runOn('webgl2');
  await run(graph(1));
  client.send({ kind: 'lose-context' });
  const { value } = await run(graph(0.25));
  expect(value.data[0]).toBeCloseTo(Math.tanh(0.25), 4);
  expect(value.data[1]).toBeCloseTo(Math.tanh(2), 4);
});

test.each(['texSubImage2D', 'drawArrays', 'readPixels'] as const)(
  'a context lost at %s loses no numbers, three times in a row',
  async (at) => {
    const { client, run } = await runOn('webgl2');
    await run(graph(1));
    for (const x of [0.5, 0.25, 0.75]) {
      client.send({ kind: 'lose-context', at });
      const { value, done } = await run(graph(x));
      expect(done.problems).toEqual([]);
      expect([...value.data]).toEqual([expect.closeTo(Math.tanh(x), 4), expect.closeTo(Math.tanh(2), 4)]);
    }
  },
);

test('a context lost again and again gives way to another backend, in words', async () => {
  const { client, run } = await runOn('webgl2');
  client.send({ kind: 'lose-context', at: 'readPixels', times: 2 });
  const { value, done } = await run(graph(0.5));
  expect(value.data[0]).toBeCloseTo(Math.tanh(0.5), 4);
  expect(done.backend).not.toBe('webgl2');
  expect(done.fallback).toMatch(/^webgl2 (was lost|is not usable here)/);
});

/** Takes a processor some hundred milliseconds, with pauses. */
const long: Graph = {
  nodes: [
    node('words', 'text', { text: 'word '.repeat(500) }),
    node('rows', 'embedding', { width: 512 }),
    node('score', 'score'),
  ],
  edges: wires('words.tokens > rows.tokens', 'rows.out > score.query', 'rows.out > score.key'),
};

test('a run that gradients wait for is stopped by the next run', async () => {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
  const ends = new Promise<Record<number, string>>((resolve) => {
    const found: Record<number, string> = {};
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      if (data.kind === 'done' || data.kind === 'cancelled') found[data.run] = data.kind;
      if (2 in found) resolve(found);
    };
  });
  const asked = (run: number, before: Graph, after: Graph) =>
    worker.postMessage({ kind: 'run', run, change: changeBetween(before, after), backend: 'cpu', watch: {} });
  asked(1, emptyGraph, long);
  worker.postMessage({ kind: 'gradients', request: 1, port: 'score.scores', backend: 'cpu' });
  asked(2, long, graph(1));
  expect(await ends).toEqual({ 1: 'cancelled', 2: 'done' });
  worker.terminate();
});

test('a worker that dies in a run is started again, and the run that it owed comes', async () => {
  const { client, answer, heard, run } = await runOn('cpu');
  await run(graph(1));
  const number = client.run(long, 'cpu', { 'score.scores': -1 });
  const value = answer('value', number);
  // There is no request of this kind: nobody expects what it does.
  client.send({ kind: 'run' } as never);
  expect((await value).shape).toEqual([500, 500]);
  expect(heard.filter(({ kind }) => kind === 'ready')).toHaveLength(2);
  expect(heard.filter(({ kind }) => kind === 'failed')).toEqual([]);
});
