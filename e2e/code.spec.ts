// A preset is edited as code, leaves as PyTorch and ONNX, and takes weights from a file of one's own.
import { expect, type Page, test } from '@playwright/test';
import { writeSafetensors } from '../src/exporters/safetensors';
import { axeProblems } from './support/axe';
import { downloaded, exportedText } from './support/files';
import { inspector, node, open, panels, select } from './support/page';

const editor = (page: Page) => page.getByRole('textbox', { name: /^Graph as JSON/ });

async function openCode(page: Page): Promise<void> {
  await open(page);
  await page.getByRole('button', { name: 'Open causal attention' }).click();
  await panels(page).getByRole('tab', { name: 'Code' }).click();
  await expect(panels(page).getByText('The same as the canvas')).toBeVisible();
  await expect(editor(page)).toBeAttached();
}

/** Finds text in the editor with its own search, and types something in place of its last character. */
async function type(page: Page, find: string, text: string): Promise<void> {
  await editor(page).focus();
  await page.keyboard.press('Control+F');
  await expect(panels(page).getByRole('textbox', { name: 'Find', exact: true })).toBeFocused();
  await page.keyboard.insertText(find);
  await expect(panels(page).getByText(/^\d+ of \d+$/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Backspace');
  await page.keyboard.type(text);
}

test('typing changes the canvas, what is wrong is said with its place, and nothing typed is lost', async ({ page }) => {
  await openCode(page);
  await select(page, 'Query');
  await type(page, '"features": 2', '4');
  await expect(inspector(page).getByRole('spinbutton', { name: 'Features' })).toHaveValue('4');
  await type(page, '"features": 4', 'true');
  await expect(panels(page).getByText('must be a number, but is true')).toBeVisible();
  await panels(page).getByRole('tab', { name: 'Problems' }).click();
  await panels(page).getByRole('tab', { name: 'Code' }).click();
  await expect(panels(page).getByText('must be a number, but is true')).toBeVisible();
  await panels(page).getByRole('button', { name: 'Show the canvas’s text' }).click();
  await expect(panels(page).getByText('The same as the canvas')).toBeVisible();
  await editor(page).focus();
  await page.keyboard.press('Escape');
  await expect(panels(page).getByRole('tab', { name: 'Code' })).toBeFocused();
  expect(await axeProblems(page, { within: 'section[aria-label="Panels"]' })).toEqual([]);
});

test('the cursor selects what it stands in, and the schema explains and completes', async ({ page, context }) => {
  await openCode(page);
  const word = (text: string) => panels(page).getByText(text, { exact: true }).first();
  const name = inspector(page).getByRole('textbox', { name: 'Name of the node' });
  await node(page, 'Mask').getByRole('img').click();
  await expect(name).toHaveValue('Mask');
  // Everything that the editor needs is here by now.
  await context.setOffline(true);
  await word('"scale"').click();
  await expect(name).toHaveValue('Scale');
  await word('"causal"').hover();
  await expect(page.getByRole('tooltip').filter({ hasText: 'Which pairs may meet.' })).toBeVisible();
  await word('"causal"').click();
  await page.keyboard.press('Control+Space');
  await expect(page.getByRole('option', { name: /"causal"/ })).toBeVisible();
});

test('the graph leaves as PyTorch and ONNX', async ({ page }) => {
  await openCode(page);
  await panels(page).getByRole('radio', { name: 'PyTorch', exact: true }).check();
  await expect(panels(page).getByText(/Made.by.Attention.Workbench/)).toBeVisible();
  const python = await downloaded(page, () => panels(page).getByRole('button', { name: 'Export PyTorch' }).click());
  expect(python.name).toMatch(/\.py$/);
  expect(python.text).toContain('torch.testing.assert_close');
  await panels(page).getByRole('radio', { name: 'ONNX', exact: true }).check();
  const onnx = await downloaded(page, () => panels(page).getByRole('button', { name: 'Export ONNX' }).click());
  expect(onnx.name).toMatch(/\.onnx$/);
  await panels(page).getByRole('radio', { name: 'ONNX 23' }).check();
  const joined = await downloaded(page, () => panels(page).getByRole('button', { name: 'Export ONNX 23' }).click());
  expect(joined.bytes.length).toBeLessThan(onnx.bytes.length);
  await panels(page).getByRole('radio', { name: 'FlexAttention' }).check();
  await expect(panels(page).getByText(/import.create_block_mask/)).toBeVisible();
  const flex = await downloaded(page, () => panels(page).getByRole('button', { name: 'Export FlexAttention' }).click());
  expect([flex.name, flex.text]).toEqual([
    'causal_attention_flex.py',
    expect.stringContaining('return kv_idx <= q_idx'),
  ]);
});

test('weights come in from a safetensors file, as one step', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Open causal attention' }).click();
  await select(page, 'Query');
  const before = await exportedText(page);
  const matrix = { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) };
  const bytes = writeSafetensors({ 'W_query.weight': matrix, elsewhere: { shape: [9], data: new Float32Array(9) } });
  await page.getByRole('button', { name: 'Export' }).first().click();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('menuitem', { name: 'Load weights…' }).click(),
  ]);
  await chooser.setFiles({
    name: 'mine.safetensors',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(bytes),
  });
  const dialog = page.getByRole('dialog', { name: 'Weights from mine.safetensors' });
  await expect(dialog.getByRole('combobox', { name: 'Tensor for Query · weight' })).toHaveValue(
    'transposed W_query.weight',
  );
  await expect(dialog.getByText('fits no weight')).toBeVisible();
  await dialog.getByRole('button', { name: 'Load 1 weight' }).click();
  await expect(page.getByText('Loaded 1 weight from mine.safetensors')).toBeVisible();
  const { weights } = JSON.parse(await exportedText(page));
  expect(weights['query.weight']).toEqual({ shape: [3, 2], data: [1, 4, 2, 5, 3, 6] });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Redo' })).toBeEnabled();
  expect(await exportedText(page)).toBe(before);
});

test('a pickle under another name is refused, and the graph stays', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Open causal attention' }).click();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Control+O')]);
  const pickle = Buffer.from([0x80, 0x04, 0x95, 0, 0, 0, 0, 0, 0, 0, 0, 0x2e]);
  await chooser.setFiles({ name: 'model.safetensors', mimeType: 'application/octet-stream', buffer: pickle });
  await expect(page.getByText('model.safetensors was not opened')).toBeVisible();
  await expect(page.getByText('The open graph is as it was.')).toBeVisible();
});
