// Every system of the course notes opens from the timeline, runs, is explained, and shows the numbers that the engine gives elsewhere.
import { expect, test } from '@playwright/test';
import { engineRows } from './support/engine';
import { node, open, panels } from './support/page';
import { expectDigits, showTable } from './support/values';

const systems = [
  { title: 'RNN encoder-decoder', preset: 'rnn-encoder-decoder', id: 'encoder.states', shown: 'Encoder · states' },
  { title: 'LSTM encoder-decoder', preset: 'lstm-encoder-decoder', id: 'encoder.states', shown: 'Encoder · states' },
  { title: 'Bahdanau attention', preset: 'bahdanau-attention', id: 'decoder.alignment', shown: 'Decoder · alignment' },
  { title: 'Transformer', preset: 'transformer', id: 'decoder.x', shown: 'Decoder · x' },
  { title: 'GPT block', preset: 'gpt-block', id: 'block.x', shown: 'Decoder block · x' },
] as const;

for (const { title, preset, id, shown } of systems) {
  test(`${title} opens from the timeline, runs, is explained, and shows what the engine gives`, async ({ page }) => {
    const rows = engineRows(`graphs/${preset}.json`, id);
    await open(page);
    await page.getByRole('list').getByRole('button', { name: title, exact: true }).click();
    await expect(page.getByRole('button', { name: /^Run: (webgl2|webasm|wasm|cpu) · / })).toBeVisible();
    await expect(panels(page).getByRole('tab', { name: 'Problems', exact: true })).toBeVisible();
    await expect(page.getByRole('region', { name: 'About this preset' })).toBeVisible();
    const lesson = page.getByRole('region', { name: 'Lesson' });
    await expect(lesson.getByText(/^Step 1 of [2-6]$/)).toBeVisible();
    await lesson.getByRole('button', { name: 'Next', exact: true }).click();
    await expect(lesson.getByText(/^Step 2 of [2-6]$/)).toBeVisible();
    await showTable(page, shown);
    await expectDigits(page, rows);
  });
}

test('scrubbing the decoder of Bahdanau shows the attention of each step at its node', async ({ page }) => {
  const rows = engineRows('graphs/bahdanau-attention.json', 'decoder.alignment');
  await open(page);
  await page.getByRole('list').getByRole('button', { name: 'Bahdanau attention', exact: true }).click();
  await expect(node(page, 'Context')).toBeVisible();
  const slider = page.getByRole('slider', { name: 'Decoder, step' }).first();
  await expect(slider).toHaveAttribute('aria-valuetext', /^step 3 of 3/);
  await showTable(page, 'Softmax · weights');
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', /^step 1 of 3/);
  await expectDigits(page, rows.slice(0, 1));
});
