// The Transformer's base configuration as a graph: its weights counted, checked, run, and refused where it would not fit.
import { expect, test } from 'vitest';
import type { Checked } from './execution/checked';
import { Executor } from './execution/executor';
import { Interner } from './execution/keys';
import { createKernels } from './kernels/devices';
import { sizeOf } from './tensor/dim';
import { check } from './testing/build';
import { reread } from './testing/goldenChecks';
import { BASE, transformer } from './testing/transformerBase';

/** Cells of all weights of some nodes. */
function weightsOf({ nodes, sizes }: Checked, ids: readonly string[]): number {
  const weights = ids.flatMap((id) => Object.values(nodes.get(id)?.traced?.weights ?? {}));
  const cells = ({ dims }: (typeof weights)[number]) => dims.reduce<number>((n, d) => n * (sizeOf(d, sizes) ?? 0), 1);
  return weights.reduce((sum, weight) => sum + cells(weight), 0);
}

test('the base configuration has 44,138,496 weights outside the embeddings, and checks', () => {
  const checked = check(reread(transformer(BASE, 16)));
  expect(checked.problems).toEqual([]);
  expect(weightsOf(checked, ['encoder', 'decoder'])).toBe(44_138_496);
});

test('it runs over 16 positions, and leaves normalised rows', async () => {
  const kernels = createKernels('webasm');
  const executor = new Executor(kernels, new Interner());
  const checked = check(transformer(BASE, 16));
  await executor.run(checked, { signal: new AbortController().signal, pause: async () => {} });
  const out = await executor.read('decoder', 'x');
  expect(out?.shape).toEqual([16, BASE.width]);
  for (let row = 0; row < 16; row++) {
    const cells = Array.from(out?.data.subarray(row * BASE.width, (row + 1) * BASE.width) ?? []);
    const mean = cells.reduce((sum, cell) => sum + cell, 0) / BASE.width;
    const variance = cells.reduce((sum, cell) => sum + (cell - mean) ** 2, 0) / BASE.width;
    expect(mean).toBeCloseTo(0, 4);
    expect(variance).toBeCloseTo(1, 3);
  }
  executor.close();
  expect(kernels.stats().live).toBe(0);
  kernels.dispose();
}, 120_000);

test.each([
  [2048, 'self-score', '33,554,432'],
  // Six copies of a matrix of scores that would do alone.
  [1024, 'encoder', '50,331,648'],
])('%i positions are refused before anything runs: at %s, with %s numbers', (steps, node, figure) => {
  const { problems } = check(transformer(BASE, steps));
  expect(problems).toMatchObject([{ node, code: 'limit', detail: expect.stringContaining(figure) }]);
});
