// What becomes of a run when its device fails.
import { expect, test } from 'vitest';
import { float64Kernels } from '../kernels/float64';
import { type Backend, KernelError, type Kernels } from '../kernels/kernel';
import { check, node, wires } from '../testing/build';
import { Engine } from './engine';

const checked = check({
  nodes: [node('x', 'tensor', { values: [[1, 2]] }), node('act', 'activation', { kind: 'tanh' })],
  edges: wires('x.out > act.x'),
});
const never = { signal: new AbortController().signal, pause: async () => {} };

/** Devices on which the first `losses` launches on webgl2 find the context lost. */
function devices(losses: number) {
  const made: Backend[] = [];
  let left = losses;
  const create = (backend: Backend): Kernels => {
    made.push(backend);
    const kernels = float64Kernels();
    const run: Kernels['run'] = (...call) => {
      if (backend === 'webgl2' && left-- > 0) throw new KernelError('the context was lost', call[0].id, backend, true);
      return kernels.run(...call);
    };
    return Object.assign(Object.create(kernels), { backend, run }) as Kernels;
  };
  return { made, engine: new Engine({ backends: ['webgl2', 'webasm', 'cpu'], create }) };
}

test('a lost context is rebuilt once, and the numbers are those of before', async () => {
  const { made, engine } = devices(1);
  const { backend, fallback, runs } = await engine.run(checked, 'webgl2', never);
  expect([backend, fallback, made]).toEqual(['webgl2', undefined, ['webgl2', 'webgl2']]);
  expect(runs.every(({ state }) => state === 'ran')).toBe(true);
  expect((await engine.read('act', 'out'))?.data[0]).toBeCloseTo(Math.tanh(1), 6);
});

test('a context that is lost again gives way to another backend, which says why', async () => {
  const { engine } = devices(2);
  const { backend, fallback } = await engine.run(checked, 'webgl2', never);
  expect(backend).toBe('webasm');
  expect(fallback).toContain('webgl2 is not usable here (the context was lost)');
  expect((await engine.read('act', 'out'))?.data[1]).toBeCloseTo(Math.tanh(2), 6);
});

/** Devices that have no kernel of an op, on some backends. */
function without(op: string, on: readonly Backend[]) {
  const asked: Backend[] = [];
  const create = (backend: Backend): Kernels => {
    const kernels = float64Kernels();
    const run: Kernels['run'] = (...call) => {
      if (call[0].id !== op) return kernels.run(...call);
      asked.push(backend);
      if (on.includes(backend)) throw new KernelError('does not compile', op, backend);
      return kernels.run(...call);
    };
    return Object.assign(Object.create(kernels), { backend, run }) as Kernels;
  };
  return { asked, engine: new Engine({ backends: ['webgl2', 'webasm', 'cpu'], create }) };
}

test('a kernel that does not compile names its node, another backend runs, and at the next run nobody looks for it', async () => {
  const { asked, engine } = without('tanh', ['webgl2', 'webasm']);
  const { backend, fallback, runs } = await engine.run(checked, 'webgl2', never);
  expect([backend, asked]).toEqual(['cpu', ['webgl2', 'webasm', 'cpu']]);
  expect(fallback).toBe('Activation cannot be computed on webgl2 (tanh: does not compile), so another backend runs.');
  expect(runs.every(({ state }) => state === 'ran')).toBe(true);
  const again = await engine.run(checked, 'webgl2', never);
  expect([again.backend, again.fallback, asked.length]).toEqual(['cpu', fallback, 3]);
});

test('a kernel that compiles nowhere is a problem of its node, and the others run', async () => {
  const { engine } = without('tanh', ['webgl2', 'webasm', 'cpu']);
  const { runs } = await engine.run(checked, 'webgl2', never);
  expect(runs.map(({ id, state, problem }) => [id, state, problem?.code])).toEqual([
    ['x', 'ran', undefined],
    ['act', 'failed', 'kernel'],
  ]);
});

test('releasing frees every value and keeps the device', async () => {
  const { made, engine } = devices(0);
  await engine.run(checked, 'cpu', never);
  expect(engine.kernels?.stats().live).toBeGreaterThan(0);
  engine.release();
  expect(engine.kernels?.stats().live).toBe(0);
  await engine.run(checked, 'cpu', never);
  expect(made).toEqual(['cpu']);
});
