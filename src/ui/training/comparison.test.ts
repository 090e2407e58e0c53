// The curves of the vanishing-gradient panel against a PyTorch run: medians of five seeds, within a factor of ten.
import { expect, test } from 'vitest';
import lstm from '../../../graphs/lag-recall-lstm.json';
import longMemory from '../../../graphs/lag-recall-lstm-long-memory.json';
import rnn from '../../../graphs/lag-recall-rnn.json';
import attention from '../../../graphs/lag-recall-rnn-attention.json';
import { backwardOf, runBackward } from '../../execution/gradients';
import { float64Kernels } from '../../kernels/float64';
import { VANISHED } from '../../store/gradientWords';
import { systemGraph } from '../../testing/systemChecks';
import { COMPARED, LOSS, type RecallSystem, recall } from './comparison';
import { curveOf, powers } from './curve';
import { gradientChart, vanishesAt } from './gradientLines';

/** Norm with respect to the state k steps back, at initialisation, as PyTorch gave it (hidden 32, embedding 16, lag 40). */
const REFERENCE: Readonly<Record<RecallSystem, Readonly<Record<number, number>>>> = {
  rnn: { 0: 0.55, 5: 1.3e-2, 10: 2.5e-4, 20: 1.6e-7 },
  lstm: { 0: 0.51, 5: 1.3e-2, 10: 1.2e-3, 20: 1.4e-5 },
  'lstm-long-memory': { 0: 0.51, 5: 0.2, 10: 0.16, 20: 0.11 },
  'rnn-attention': { 0: 0.37, 5: 1.4e-2, 10: 1.1e-2, 20: 1.1e-2 },
};

const PRESETS: Readonly<Record<RecallSystem, object>> = {
  rnn,
  lstm,
  'lstm-long-memory': longMemory,
  'rnn-attention': attention,
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[2] as number;

async function curve(system: RecallSystem, seed: number): Promise<number[]> {
  const { checked, carried } = recall(systemGraph(PRESETS[system]), seed);
  expect(checked.problems).toEqual([]);
  const { ports } = await runBackward(backwardOf(checked, LOSS, { ports: true }), checked, float64Kernels());
  const messages = Object.entries(ports).map(([name, { shape, data }]) => {
    const size = data.length / (shape[0] ?? 1);
    const steps = Array.from({ length: shape[0] ?? 1 }, (_, k) =>
      Math.hypot(...data.subarray(k * size, (k + 1) * size)),
    );
    return [name, { shape, norm: Math.hypot(...data), steps }] as const;
  });
  return curveOf(carried, Object.fromEntries(messages));
}

test.each(COMPARED)('$label fades as in PyTorch', async ({ system }) => {
  const curves = await Promise.all([1, 2, 3, 4, 5].map((seed) => curve(system, seed)));
  for (const [k, reference] of Object.entries(REFERENCE[system])) {
    const norm = median(curves.map((norms) => norms[Number(k)] as number));
    expect(norm / reference, `${k} steps back: ${norm}`).toBeGreaterThan(0.1);
    expect(norm / reference, `${k} steps back: ${norm}`).toBeLessThan(10);
  }
});

test('the exact line is |w|^k', () => {
  const line = powers(-0.9, 101);
  expect([line[10], line[50], line[100]].map((value) => value?.toPrecision(4))).toEqual([
    '0.3487',
    '0.005154',
    '0.00002656',
  ]);
});

test('a curve vanishes where it falls below the line for good', () => {
  expect(vanishesAt([1, VANISHED / 2, 1, VANISHED / 2, 0])).toBe(3);
  expect(vanishesAt([1, 1])).toBeUndefined();
});

test('a log axis leaves out what is zero or not finite', () => {
  const line = { ink: 'ink' as const };
  const { ys, lines } = gradientChart([{ label: 'a', norms: [1, 0, Number.NaN], line }]);
  expect(ys[0]).toEqual([1, null, null]);
  expect(lines.map(({ label }) => label)).toEqual(['a', 'vanished below 10⁻⁷']);
});
