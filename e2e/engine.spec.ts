// The engine as the page shows it: which backend ran, the same numbers on each, nothing kept of a closed graph, and a run given up.
import { expect, type Page, test } from '@playwright/test';
import { chooseFile, graphText } from './support/files';
import { dragFromPalette, inspector, node, open, panels, select } from './support/page';
import { expectDigits, published, showTable } from './support/values';

const causal = published('raschka_causal_weights');
const BACKENDS = ['webgl2', 'webasm', 'cpu'] as const;

const pill = (page: Page, words: RegExp) => page.getByRole('button', { name: words });

/** Chooses a backend in the menu of the pill. */
async function choose(page: Page, backend: string): Promise<void> {
  await pill(page, /^Run:/).click();
  const menu = page.getByRole('dialog', { name: 'How graphs run' });
  await menu.getByRole('radio', { name: new RegExp(`^${backend}`) }).check();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
}

test('the pill names the backend that ran, and every backend gives the published digits', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Open causal attention' }).click();
  await expect(pill(page, /^Run: wasm · /)).toBeVisible();
  for (const backend of BACKENDS) {
    await choose(page, backend);
    await expect(pill(page, new RegExp(`^Run: ${backend} · `))).toBeVisible();
    await showTable(page, 'Context · context');
    await expectDigits(page, rows(causal.context.data, 2));
    await showTable(page, 'Softmax · weights');
    await expectDigits(page, causal.printed[110] ?? []);
    await panels(page).getByRole('tab', { name: 'Profile' }).click();
    await expect(panels(page).getByText(new RegExp(`^${backend} took `))).toBeVisible();
    await expect(panels(page).getByRole('row', { name: /^Softmax ran/ })).toBeVisible();
  }
});

test('the profile times the nodes inside of loops, on every backend', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'RNN encoder-decoder', exact: true }).click();
  await panels(page).getByRole('tab', { name: 'Profile' }).click();
  for (const backend of BACKENDS) {
    await choose(page, backend);
    await expect(pill(page, new RegExp(`^Run: ${backend} · `))).toBeVisible();
    await panels(page).getByRole('button', { name: 'Measure again' }).click();
    await expect(panels(page).getByRole('row', { name: /^Nodes inside Decoder Decoder ran .*ms/ })).toBeVisible();
    await expect(panels(page).getByRole('row', { name: /^Decoder cell ran (\d+ µs|[\d.]+ ms) \d+ %/ })).toBeVisible();
  }
  await panels(page).getByRole('button', { name: 'Nodes inside Decoder' }).click();
  await expect(panels(page).getByRole('row', { name: /^Decoder cell/ })).toBeHidden();
});

const rows = (cells: readonly number[], width: number): number[][] =>
  Array.from({ length: cells.length / width }, (_, row) => cells.slice(row * width, (row + 1) * width));

/** What the profile says is held on the device. */
async function heldValues(page: Page): Promise<string> {
  await panels(page).getByRole('tab', { name: 'Profile' }).click();
  const held = panels(page).getByText(/On the device: .*, live values: \d+/);
  return (await held.textContent())?.match(/live values: \d+/)?.[0] ?? '';
}

test('of a graph that was closed nothing stays on the device', async ({ page }) => {
  await open(page);
  await choose(page, 'webgl2');
  await dragFromPalette(page, 'Tensor', { x: 200, y: 200 });
  await expect(pill(page, /^Run: webgl2 · /)).toBeVisible();
  await panels(page).getByRole('button', { name: 'Open the panel' }).click();
  const alone = await heldValues(page);

  await page.getByRole('button', { name: 'Causal attention', exact: true }).click();
  await expect(node(page, 'Context').getByRole('img', { name: 'Context · context, 6 × 2' })).toBeVisible();
  await expect.poll(() => heldValues(page)).not.toBe(alone);
  await page.getByRole('button', { name: 'Document and presets' }).click();
  await page.getByRole('menuitem', { name: 'New graph' }).click();
  await expect(pill(page, /Nothing to run/)).toBeVisible();
  await dragFromPalette(page, 'Tensor', { x: 200, y: 200 });
  await expect.poll(() => heldValues(page)).toBe(alone);
});

/** A product that takes every processor a while. */
const LONG = graphText(
  [
    { id: 'words', type: 'text', label: 'Words', at: [0, 0], params: { text: 'word '.repeat(2500) } },
    { id: 'rows', type: 'embedding', label: 'Rows', at: [1, 0], params: { width: 2048 } },
    { id: 'score', type: 'score', at: [2, 0] },
  ],
  ['words.tokens rows.tokens', 'rows.out score.query', 'rows.out score.key'],
);

test('a long run is given up at once, and the next one runs', async ({ page }) => {
  await open(page);
  await choose(page, 'cpu');
  await chooseFile(page, LONG);
  await expect(pill(page, /^Run: Running/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  // The product was not waited for: its node did not run, and on a slow machine not even the one before it.
  await expect(pill(page, /^Run: Cancelled · [12] of 3 nodes ran/)).toBeVisible();

  await select(page, 'Words');
  const text = inspector(page).getByRole('textbox', { name: 'Text', exact: true });
  await text.fill('two words');
  await text.press('Control+Enter');
  await expect(pill(page, /^Run: cpu · /)).toBeVisible();
  await expect(node(page, 'Score').getByRole('img', { name: 'Score · scores, 2 × 2' })).toBeVisible();
});

/** 4096 rows of 64 numbers in 8 heads: their scores would be 512 MiB. */
const TILES = graphText(
  [
    { id: 'words', type: 'text', label: 'Words', at: [0, 0], params: { text: 'a b '.repeat(2048) } },
    { id: 'rows', type: 'embedding', label: 'Rows', at: [1, 0], params: { width: 64 } },
    { id: 'split', type: 'split-heads', at: [2, 0], params: { heads: 8 } },
    { id: 'score', type: 'score', at: [3, 0] },
    { id: 'softmax', type: 'softmax', at: [4, 0] },
    { id: 'context', type: 'weighted-sum', label: 'Context', at: [5, 0] },
  ],
  [
    'words.tokens rows.tokens',
    'rows.out split.x',
    'split.out score.query',
    'split.out score.key',
    'score.scores softmax.scores',
    'softmax.weights context.weights',
    'split.out context.value',
  ],
);

test('long attention runs in tiles, its cost is said before, and its scores are refused in words', async ({ page }) => {
  await open(page);
  await panels(page).getByRole('tab', { name: 'Profile' }).click();
  await chooseFile(page, TILES);
  await expect(pill(page, /^Run: wasm · /)).toBeVisible();
  await expect(panels(page).getByRole('row', { name: /^Score inside Context/ })).toBeVisible();
  await expect(panels(page).getByRole('row', { name: /^Context ran, with \d nodes inside/ })).toBeVisible();
  const time = panels(page).getByRole('columnheader', { name: 'Time' });
  await time.getByRole('button').press('Enter');
  await expect(time).toHaveAttribute('aria-sort', 'descending');
  await expect(node(page, 'Context').getByText('% of the measured time')).toBeAttached();

  await panels(page).getByRole('radio', { name: 'Estimate' }).check();
  await expect(panels(page).getByRole('row', { name: /^Score T² \d+ T²/ })).toBeVisible();

  await panels(page).getByRole('tab', { name: 'Attention' }).click();
  await panels(page).getByRole('tab', { name: 'Problems' }).click();
  await expect(panels(page).getByText(/512 MiB/)).toBeVisible();
});

test('long attention runs in tiles on WebGL2, too, which is not lost over it', async ({ page }) => {
  await open(page);
  await panels(page).getByRole('tab', { name: 'Profile' }).click();
  await choose(page, 'webgl2');
  await chooseFile(page, TILES);
  await expect(pill(page, /^Run: webgl2 · /)).toBeVisible({ timeout: 120_000 });
  await expect(panels(page).getByRole('row', { name: /^Context ran, with \d nodes inside/ })).toBeVisible();
  await panels(page).getByRole('tab', { name: 'Attention' }).click();
  await panels(page).getByRole('tab', { name: 'Problems' }).click();
  await expect(panels(page).getByText(/512 MiB/)).toBeVisible();
  await panels(page).getByRole('tab', { name: 'Profile' }).click();
  await expect(panels(page).getByText(/^webgl2 took /)).toBeVisible();
});
