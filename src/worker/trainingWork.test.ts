// What the worker answers to the requests of a training.
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { Traces } from '../execution/traces';
import { emptyGraph } from '../graph/graph';
import { trainingSettings } from '../graph/training';
import { createKernels } from '../kernels/devices';
import { KernelError } from '../kernels/kernel';
import { nodeType } from '../nodes/registry';
import { PROPERTY_RUNS } from '../testing/counts';
import { lookup } from '../testing/trainable';
import { planTraining } from '../training/plan';
import { Trainer } from '../training/trainer';
import { changeBetween } from './change';
import type { TrainingReply, TrainingRequest, WeightsMessage } from './trainingMessages';
import { TrainingWork } from './trainingWork';

type Start = Extract<TrainingRequest, { kind: 'train-start' }>;

const start = (rest: Partial<Start> = {}): Start => ({
  kind: 'train-start',
  training: 1,
  change: changeBetween(emptyGraph, lookup),
  backend: 'cpu',
  settings: trainingSettings(lookup.training),
  watch: ['output.out'],
  ...rest,
});

function work(made = () => createKernels('cpu')) {
  const said: TrainingReply[] = [];
  const devices: ReturnType<typeof createKernels>[] = [];
  const device = async () => {
    const kernels = made();
    devices.push(kernels);
    return { kernels };
  };
  const worker = new TrainingWork({ say: (reply) => said.push(reply), device });
  const until = async (kind: TrainingReply['kind']): Promise<TrainingReply> => {
    for (;;) {
      const found = said.find((reply) => reply.kind === kind);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return { worker, said, until, devices };
}

it('tells what it trains, how it goes, and when it is done', async () => {
  const { worker, said, until, devices } = work();
  await worker.take(start(), lookup);
  expect(said[0]).toEqual({
    kind: 'train-ready',
    training: 1,
    backend: 'cpu',
    weights: ['embedding.weight', 'output.weight', 'output.bias'],
    parameters: 8 * 4 + 4 * 6 + 6,
    examples: { training: 4, heldOut: 1 },
  });
  expect(await until('train-paused')).toMatchObject({ step: 30, why: 'done' });
  const steps = said.flatMap((reply) => (reply.kind === 'train-progress' ? reply.steps : []));
  expect(steps.map(({ step }) => step)).toEqual(Array.from({ length: 30 }, (_, k) => k + 1));
  const values = said.filter((reply) => reply.kind === 'train-values').at(-1);
  expect(values).toMatchObject({ step: 30, values: { 'output.out': { shape: [1, 6] } } });
  const weights = said.filter((reply) => reply.kind === 'train-weights').at(-1);
  expect(weights).toMatchObject({ step: 30, weights: { 'output.bias': { shape: [6] } } });
  await worker.take({ kind: 'train-stop', training: 1 }, lookup);
  expect(devices[0]?.stats().live).toBe(0);
});

it('steps while paused, goes back, and answers with weights', async () => {
  const { worker, said, until } = work();
  await worker.take(start({ paused: true }), lookup);
  await worker.take({ kind: 'train-step', training: 1 }, lookup);
  expect(await until('train-paused')).toMatchObject({ step: 1, why: 'asked' });
  await worker.take({ kind: 'train-reset', training: 1 }, lookup);
  expect(said.at(-1)).toMatchObject({ kind: 'train-paused', step: 0 });
  await worker.take({ kind: 'train-weights', training: 1, request: 7 }, lookup);
  expect(said.at(-1)).toMatchObject({ kind: 'train-weights', request: 7, step: 0 });
});

it('stops where numbers break, and takes a lower rate then', async () => {
  const { worker, said, until } = work();
  const settings = { ...trainingSettings(lookup.training), learningRate: 1e30, optimizer: 'sgd' as const, clip: 0 };
  await worker.take(start({ settings }), lookup);
  expect(await until('train-diverged')).toMatchObject({ step: 2, kept: 0, where: { node: 'output' } });
  await worker.take({ kind: 'train-settings', training: 1, settings: { learningRate: 0.1 } }, lookup);
  await worker.take({ kind: 'train-resume', training: 1 }, lookup);
  expect(await until('train-paused')).toMatchObject({ step: 30, why: 'done' });
  expect(said.filter(({ kind }) => kind === 'train-diverged')).toHaveLength(1);
});

it('refuses in words what cannot be trained, and weights of another shape', async () => {
  const { worker, said } = work();
  await worker.take(start(), emptyGraph);
  expect(said.at(-1)).toMatchObject({ kind: 'train-refused', nodes: [] });
  await worker.take(start({ from: { 'embedding.weight': { shape: [1], data: Float32Array.of(1) } } }), lookup);
  expect(said.at(-1)).toMatchObject({ message: 'the weight embedding.weight is [1], but [8, 4] is needed' });
});

it('says so when its device is lost on the way', async () => {
  let reads = 0;
  const { worker, said, until } = work(() => {
    const kernels = createKernels('cpu');
    const read = kernels.read.bind(kernels);
    kernels.read = async (buffer) => {
      reads += 1;
      if (reads > 20) throw new KernelError('webgl2 was lost while read ran', 'read', 'webgl2', true);
      return read(buffer);
    };
    return kernels;
  });
  await worker.take(start(), lookup);
  expect(await until('train-failed')).toMatchObject({ message: 'webgl2 was lost while read ran' });
  expect(said.filter(({ kind }) => kind === 'train-paused')).toEqual([]);
});

it('sends weights to keep at least every 30 seconds', async () => {
  let clock = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  // Time passes by what is read from the device, however often anybody looks at the clock.
  const kernels = createKernels('cpu');
  const read = kernels.read.bind(kernels);
  kernels.read = (buffer) => {
    clock += 500;
    return read(buffer);
  };
  const kept: number[] = [];
  const done = new Promise<void>((resolve) => {
    const say = ({ kind }: TrainingReply) => {
      if (kind === 'train-weights') kept.push(clock);
      if (kind === 'train-paused') resolve();
    };
    const worker = new TrainingWork({ say, device: async () => ({ kernels }) });
    void worker.take(start({ settings: { ...trainingSettings(lookup.training), steps: 400 } }), lookup);
  });
  await done;
  expect(kept.length).toBeGreaterThan(5);
  expect(Math.max(...kept.map((at, k) => at - (kept[k - 1] ?? 0)))).toBeLessThan(30_000);
});

/** The weights after each of the first steps, taken one after the other. */
async function straightOn(steps: number): Promise<WeightsMessage[]> {
  const plan = planTraining(lookup, trainingSettings(lookup.training), { nodeType, traces: new Traces() });
  const trainer = new Trainer(plan, createKernels('float64'), async () => {});
  const weights = [await trainer.read()];
  while (trainer.taken < steps) {
    await trainer.step();
    weights.push(await trainer.read());
  }
  return weights;
}

const KINDS = ['train-pause', 'train-resume', 'train-step', 'train-reset', 'train-weights', 'train-watch'] as const;

it('weights that are said to be of a step are those of that step, whatever is asked for and when', async () => {
  const expected = await straightOn(40);
  const asked = fc.array(fc.tuple(fc.constantFrom(...KINDS), fc.nat(3)), { maxLength: 12 });
  const run = async (requests: readonly (readonly [(typeof KINDS)[number], number])[], paused: boolean) => {
    const { worker, said, devices } = work(() => createKernels('float64'));
    const taken = [worker.take(start({ paused, watch: ['output.out'] }), lookup)];
    for (const [kind, turns] of requests) {
      for (let k = 0; k < turns; k++) await new Promise((resolve) => setTimeout(resolve));
      taken.push(worker.take({ kind, training: 1, watch: ['loss.loss'], request: 1 } as TrainingRequest, lookup));
    }
    await Promise.all([...taken, worker.take({ kind: 'train-pause', training: 1 }, lookup)]);
    expect(said.filter(({ kind }) => kind === 'train-failed')).toEqual([]);
    for (const reply of said) if (reply.kind === 'train-weights') expect(reply.weights).toEqual(expected[reply.step]);
    const [last] = said.filter(({ kind }) => kind === 'train-weights').slice(-1);
    expect(said.at(-1)).toMatchObject({ kind: 'train-paused', step: (last as { step: number }).step });
    await worker.take({ kind: 'train-stop', training: 1 }, lookup);
    expect(devices[0]?.stats().live).toBe(0);
  };
  await fc.assert(fc.asyncProperty(asked, fc.boolean(), run), { numRuns: Math.min(100, PROPERTY_RUNS / 4) });
});
