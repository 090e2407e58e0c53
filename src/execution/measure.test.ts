// What is told of the time of every node: figures of the device, kept with the value they are about.
import { expect, test, vi } from 'vitest';
import type { Graph } from '../graph/graph';
import { createKernels } from '../kernels/devices';
import { check, node, wires } from '../testing/build';
import { tanhOfSums } from '../testing/loopGraphs';
import { Executor } from './executor';
import { Interner } from './keys';
import { measuredInside, Stopwatch } from './measure';

const graph = (temperature: number): Graph => ({
  nodes: [
    node('x', 'tensor', { values: [[1, 2, 3]] }),
    node('act', 'activation', { kind: 'tanh' }),
    node('softmax', 'softmax', { temperature }),
  ],
  edges: wires('x.out > act.x', 'act.out > softmax.scores'),
});

const options = { signal: new AbortController().signal, pause: async () => {} };

test('launches and bytes are those of each node, and a value that is kept keeps the figures of the run that made it', async () => {
  const executor = new Executor(createKernels('cpu'), new Interner());
  const first = await executor.run(check(graph(1)), options);
  const of = (runs: typeof first, id: string) => runs.find((run) => run.id === id);
  expect(of(first, 'act')?.measured).toMatchObject({
    backend: 'cpu',
    launches: 1,
    tuned: 0,
    bytes: 12,
    finished: true,
  });
  expect(of(first, 'act')?.measured?.compileMs).toBeGreaterThan(0);
  const second = await executor.run(check(graph(2)), options);
  expect(of(second, 'act')).toMatchObject({ state: 'kept', measured: of(first, 'act')?.measured });
  expect(of(second, 'softmax')?.state).toBe('ran');
  executor.kernels.dispose();
});

test('kernels of wasm are tuned ones', async () => {
  const executor = new Executor(createKernels('wasm'), new Interner());
  const runs = await executor.run(check(graph(1)), options);
  const { launches, tuned } = runs[1]?.measured ?? { launches: 0, tuned: -1 };
  expect(tuned).toBe(launches);
  expect(launches).toBeGreaterThan(0);
  executor.kernels.dispose();
});

test('a device that goes on by itself is waited for only where somebody measures', async () => {
  let waited = 0;
  const kernels = Object.assign(createKernels('cpu'), {
    finish: () => {
      waited += 1;
    },
  });
  const executor = new Executor(kernels, new Interner());
  const [, handedOver] = await executor.run(check(graph(1)), options);
  expect([waited, handedOver?.measured?.finished]).toEqual([0, false]);
  executor.close();
  const runs = await executor.run(check(graph(1)), { ...options, measure: true });
  expect([waited, runs[1]?.measured?.finished]).toEqual([3, true]);
  kernels.dispose();
});

test.each(['wasm', 'cpu'] as const)(
  'on %s the time of a container is told by the node inside, where somebody measures',
  async (backend) => {
    const kernels = createKernels(backend);
    const executor = new Executor(kernels, new Interner());
    const of = async (measure: boolean) => {
      const runs = await executor.run(check(tanhOfSums()), { ...options, measure });
      return runs.find(({ id }) => id === 'loop')?.measured;
    };
    expect((await of(false))?.inside).toBeUndefined();
    executor.close();
    const { live } = kernels.stats();
    const measured = await of(true);
    const inside = measured?.inside ?? {};
    expect(Object.keys(inside).sort()).toEqual(['act', 'sum']);
    const sum = Object.values(inside).reduce((total, ms) => total + ms, 0);
    expect(sum).toBeGreaterThan(0);
    expect(sum).toBeLessThanOrEqual(measured?.ms ?? 0);
    expect((await of(true))?.inside).toEqual(inside);
    executor.close();
    expect(kernels.stats().live).toBe(live);
    kernels.dispose();
  },
);

test('a run that was interrupted says nothing of a container', async () => {
  const clock = { now: 0 };
  const told = vi.spyOn(performance, 'now').mockImplementation(() => clock.now);
  const kernels = createKernels('cpu');
  const first = new Stopwatch(kernels, false).stop();
  let runs = 0;
  const measured = await measuredInside(kernels, first, async (work) => {
    runs += 1;
    work.time(() => {
      clock.now += 1;
      work.turn('act');
      clock.now += runs === 3 ? 25 : 2;
    });
  });
  expect(measured).toMatchObject({ ms: 3, inside: { act: 2 } });
  told.mockRestore();
  kernels.dispose();
});
