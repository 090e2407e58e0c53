// The recipe that shows why attention was invented: German numbers from scratch, as the preset says it, and the weights that ship.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Traces } from './execution/traces';
import { withWeightFile } from './exporters/trainedWeights';
import { trainingSettings } from './graph/training';
import { createKernels } from './kernels/devices';
import { nodeType } from './nodes/registry';
import { SEEDS } from './testing/counts';
import { systems, valueAt, valuesOf } from './testing/systemChecks';
import { planTraining } from './training/plan';
import { reseeded } from './training/reseed';
import { Trainer } from './training/trainer';

const preset = systems['bahdanau-attention'] as NonNullable<(typeof systems)[string]>;

it.each(SEEDS)('Bahdanau attention answers at least .99 of the numbers that it never saw, seed %i', async (seed) => {
  const options = { nodeType, traces: new Traces() };
  const plan = planTraining(reseeded(preset, seed, options), { ...trainingSettings(preset.training), seed }, options);
  const kernels = createKernels('wasm');
  const trainer = new Trainer(plan, kernels, async () => {});
  while (trainer.taken < trainer.settings.steps) expect(await trainer.step()).not.toHaveProperty('where');
  expect(await trainer.score()).toMatchObject({ examples: 180 });
  expect((await trainer.score())?.exactMatch).toBeGreaterThanOrEqual(0.99);
  trainer.close();
  kernels.dispose();
});

it('the weights that ship say ninety three, looking at neunzig and then at drei', async () => {
  const file = readFileSync(new URL('../public/bahdanau-attention.safetensors', import.meta.url));
  const values = await valuesOf(withWeightFile(preset, file), createKernels('cpu'));
  const english = preset.vocabularies?.english ?? [];
  expect([...valueAt(values, 'decoder.words').data].map((id) => english[id])).toEqual(['ninety', 'three', '<end>']);
  const alignment = valueAt(values, 'decoder.alignment').data;
  const [ninety, three] = [alignment.slice(0, 3), alignment.slice(3, 6)];
  expect([ninety.indexOf(Math.max(...ninety)), three.indexOf(Math.max(...three))]).toEqual([2, 0]);
});
