// Steps of training in turn: this application on its backends, and TensorFlow.js on its own, from one batch to the next.

import { availableBackends, type DeviceBackend } from '../../../src/kernels/available';
import { createKernels } from '../../../src/kernels/devices';
import { Trainer } from '../../../src/training/trainer';
import { AutoBackend } from '../../../src/worker/autoBackend';
import { median } from './measure';
import { type Recipe, recipeOf, type TrainingRunner } from './trainingRecipe';
import { trainingTensorflow } from './trainingTensorflow';

const ROUNDS = 9;
/** Milliseconds of a round, and the fewest and most steps in it. */
const [ROUND, FEWEST, MOST] = [250, 1, 100];
const WARM = 5;
/** Losses of the first steps may differ by so much: the first compares the model, those after it the gradients. */
const [COMPARED, TOLERANCE] = [3, 1e-4];

const workbench =
  (backend: DeviceBackend, engine: string, plain: boolean) =>
  async ({ plan }: Recipe): Promise<TrainingRunner> => {
    const kernels = createKernels(backend, plain);
    const trainer = new Trainer(plan, kernels, async () => {});
    return {
      engine,
      backend,
      step: async () => {
        const report = await trainer.step();
        if ('where' in report) throw new Error(report.message);
        return report.loss;
      },
      dispose: () => {
        trainer.close();
        kernels.dispose();
      },
    };
  };

type Make = (recipe: Recipe) => Promise<TrainingRunner>;

async function makers({ plan }: Recipe): Promise<[string, Make][]> {
  const backends = await availableBackends();
  const auto = new AutoBackend(backends);
  if (!(await auto.remember())) await auto.measure(async () => {});
  const chosen = auto.choose(plan.checked).backend as DeviceBackend;
  const own = backends.map(({ backend }): [string, Make] => [
    `workbench plain ${backend}`,
    workbench(backend, 'workbench', true),
  ]);
  return [
    ['workbench auto', workbench(chosen, 'workbench auto', false)],
    ...own.filter(([name]) => name !== 'workbench plain wasm'),
    ...(['wasm', 'webgl', 'cpu'] as const).map((b): [string, Make] => [`tfjs ${b}`, trainingTensorflow(b)]),
  ];
}

interface Entry {
  readonly runner: TrainingRunner;
  readonly steps: number;
  readonly losses: readonly number[];
  readonly times: number[];
}

/** Its first losses, and how many steps a round takes. */
async function enter(make: Make, recipe: Recipe): Promise<Entry> {
  const runner = await make(recipe);
  const losses: number[] = [];
  for (let step = 0; step < COMPARED; step++) losses.push(await runner.step());
  for (let step = 0; step < WARM; step++) await runner.step();
  const ms = await timeOf(runner, 1);
  return { runner, losses, steps: Math.max(FEWEST, Math.min(MOST, Math.round(ROUND / ms))), times: [] };
}

async function timeOf(runner: TrainingRunner, steps: number): Promise<number> {
  const begun = performance.now();
  for (let step = 0; step < steps; step++) await runner.step();
  return (performance.now() - begun) / steps;
}

function compare(entries: readonly Entry[]): void {
  const [first] = entries;
  for (const { runner, losses } of entries) {
    const off = Math.max(...losses.map((loss, k) => Math.abs(loss - (first?.losses[k] ?? Number.NaN))));
    if (!(off <= TOLERANCE)) throw new Error(`${runner.engine} on ${runner.backend} is off by ${off}: ${losses}`);
  }
}

/** Milliseconds of a step, by engine. An engine whose losses are others is not timed: it throws. */
export async function measureTraining(wanted = '') {
  const recipe = recipeOf();
  const entries: Entry[] = [];
  for (const [name, make] of await makers(recipe)) {
    if (new RegExp(wanted).test(name)) entries.push(await enter(make, recipe));
  }
  compare(entries);
  for (let round = 0; round < ROUNDS; round++) {
    for (const { runner, steps, times } of entries) {
      await new Promise((resolve) => setTimeout(resolve));
      times.push(await timeOf(runner, steps));
    }
  }
  for (const { runner } of entries) runner.dispose();
  return entries.map(({ runner: { engine, backend }, steps, losses, times }) => ({
    engine,
    backend,
    step_ms: median(times),
    steps: steps * ROUNDS,
    first_loss: losses[0] ?? Number.NaN,
  }));
}
