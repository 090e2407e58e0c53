// A graph is trained and watched; what cannot be trained, or breaks on the way, is said in words.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { chooseFile, graphText } from './support/files';
import { node, open, panels } from './support/page';

/** Says back what it reads: attention that has to find its own word. */
const echo = (training: object): string =>
  graphText(
    [
      { id: 'text', type: 'text', at: [0, 1], params: { text: 'cat mat dog hat' } },
      { id: 'embedding', type: 'embedding', at: [1, 1], params: { width: 8 } },
      { id: 'score', type: 'score', at: [2, 0] },
      { id: 'softmax', type: 'softmax', at: [3, 0] },
      { id: 'context', type: 'weighted-sum', at: [4, 1] },
      { id: 'answer', type: 'linear', at: [5, 1], params: { features: 4 } },
      { id: 'loss', type: 'cross-entropy', label: 'Loss', at: [6, 1] },
    ],
    [
      'text.tokens embedding.tokens',
      'embedding.out score.query',
      'embedding.out score.key',
      'score.scores softmax.scores',
      'softmax.weights context.weights',
      'embedding.out context.value',
      'context.context answer.x',
      'answer.out loss.logits',
      'text.tokens loss.target',
    ],
    { training },
  );

const tab = (page: Page, name: string) => panels(page).getByRole('tab', { name });
const press = (page: Page, name: string) => panels(page).getByRole('button', { name, exact: true }).click();

async function figure(page: Page, name: string): Promise<number> {
  const entry = panels(page)
    .locator('dl > div')
    .filter({ has: page.locator('dt').getByText(name, { exact: true }) });
  const text = await entry.locator('dd').innerText();
  return Number.parseFloat(text.replace(',', ''));
}

async function openEcho(page: Page, training: object): Promise<void> {
  await open(page);
  await chooseFile(page, echo(training));
  await expect(node(page, 'Loss')).toBeVisible();
  await tab(page, 'Training').click();
}

test('loss falls while the pictures follow, and what was learned stays as one step to undo', async ({ page }) => {
  await openEcho(page, { steps: 60, learningRate: 0.05, clip: 0 });
  const attention = panels(page).getByRole('grid', { name: /^Attention of the example/ });
  const before = await attention.innerHTML();
  await press(page, 'Train from scratch');
  await expect(panels(page).getByText('60 of 60')).toBeVisible();
  await expect(panels(page).getByRole('button', { name: 'Train on' })).toBeVisible();
  expect(await figure(page, 'Loss')).toBeLessThan(0.8);
  expect(await attention.innerHTML()).not.toBe(before);
  await expect(panels(page).getByRole('img', { name: /^Loss: from 1\.\d+ to 0\.\d+ at step 60/ })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press('Control+Z');
  await expect(panels(page).getByRole('button', { name: 'Train from scratch' })).toBeVisible();
});

test('a learning rate of 1e30 stops, names where it broke, and offers the last good weights', async ({ page }) => {
  await openEcho(page, { steps: 50, learningRate: 1e30, optimizer: 'sgd', clip: 0 });
  await press(page, 'Train from scratch');
  const alert = panels(page).getByRole('alert');
  await expect(alert).toContainText(/step \d/i);
  await alert.getByRole('button', { name: /^Go back to step/ }).click();
  await expect(alert).toHaveCount(0);
});

test('a graph without a loss says what to do', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Open causal attention' }).click();
  await expect(node(page, 'Softmax')).toBeVisible();
  await tab(page, 'Training').click();
  await press(page, 'Train from scratch').catch(() => press(page, 'Train on'));
  await expect(panels(page).getByRole('alert')).toContainText('There is no loss to make small');
});
