// A graph is trained, watched, paused, kept and brought back; and a panel shows how far gradients reach.
import { expect, type Page, test } from '@playwright/test';
import { axeProblems } from './support/axe';
import { chooseFile, downloaded, graphText } from './support/files';
import { inspector, node, open, panels } from './support/page';

/** Says back what it reads: attention that has to find its own word. A wide one takes longer a step. */
const echo = (training: object, width: number): string =>
  graphText(
    [
      { id: 'text', type: 'text', at: [0, 1], params: { text: 'cat mat dog hat' } },
      { id: 'embedding', type: 'embedding', at: [1, 1], params: { width } },
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
const side = (page: Page, name: string) => panels(page).getByRole('radio', { name }).check({ force: true });

const named = (page: Page, checkpoint: string) =>
  page.getByRole('textbox', { name: `Name of ${checkpoint}`, exact: true });

async function figure(page: Page, name: string): Promise<number> {
  const entry = panels(page)
    .locator('dl > div')
    .filter({ has: page.locator('dt').getByText(name, { exact: true }) });
  const text = await entry.locator('dd').innerText();
  return Number.parseFloat(text.replace(',', ''));
}

async function openEcho(page: Page, training: object, width = 8): Promise<void> {
  await open(page);
  await chooseFile(page, echo(training, width));
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
  await expect.poll(() => figure(page, 'Loss')).toBeLessThan(0.8);
  await expect.poll(() => attention.innerHTML()).not.toBe(before);
  await expect(panels(page).getByRole('img', { name: /^Loss: from 1\.\d+ to 0\.\d+ at step 60/ })).toBeVisible();
  expect(await axeProblems(page)).toEqual([]);
  await page.keyboard.press('Control+Z');
  await expect(panels(page).getByRole('button', { name: 'Train from scratch' })).toBeVisible();
});

test('an edit pauses training and says why; a checkpoint is kept, exported, named anew by keyboard, and there after a reload', async ({
  page,
}) => {
  // Long enough that it is still going when the edit comes.
  await openEcho(page, { steps: 1_000_000, learningRate: 0.001 }, 256);
  await press(page, 'Train from scratch');
  await expect(panels(page).getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await expect.poll(() => figure(page, 'Step')).toBeGreaterThan(3);
  await node(page, 'Softmax').getByText('Softmax', { exact: true }).click();
  const temperature = inspector(page).getByRole('spinbutton', { name: /temperature/i });
  await temperature.fill('2');
  await temperature.press('Enter');
  await expect(panels(page).getByText('Paused: the graph was edited.')).toBeVisible();
  await side(page, 'Checkpoints');
  await panels(page).getByRole('textbox', { name: 'Name of the checkpoint' }).fill('Half way');
  await press(page, 'Keep');
  const { name } = await downloaded(page, () => press(page, 'Export Half way as safetensors'));
  expect(name).toBe('trial-half-way.safetensors');
  await named(page, 'Half way').focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Early');
  await page.keyboard.press('Enter');
  await expect(named(page, 'Early')).toHaveValue('Early');
  await page.keyboard.press('Control+Z');
  await page.reload();
  await tab(page, 'Training').click();
  await side(page, 'Checkpoints');
  await expect(named(page, 'Early')).toHaveValue('Early');
  const kept = panels(page)
    .getByRole('listitem')
    .filter({ has: named(page, 'Early') });
  await kept.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByText('Restored Early')).toBeVisible();
  await press(page, 'Delete Early');
  await expect(named(page, 'Early')).toHaveCount(0);
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
  await panels(page)
    .getByRole('button', { name: /^Train (from scratch|on)$/ })
    .click();
  await expect(panels(page).getByRole('alert')).toContainText('There is no loss to make small');
});

test('gradients show on wires and in the inspector, and a panel draws four systems over each other', async ({
  page,
}) => {
  await openEcho(page, {});
  await tab(page, 'Gradients').click();
  const chart = panels(page).getByRole('img', { name: /^Gradient norm by steps back/ });
  await expect(chart).toHaveAccessibleName(/RNN: vanished \d+ steps back.*LSTM, long memory: does not vanish/, {
    timeout: 60_000,
  });
  await expect(panels(page).getByRole('rowheader')).toHaveText([
    'RNN',
    'LSTM',
    'LSTM, long memory',
    'RNN + attention',
    '|0.9|ᵏ',
  ]);
  await node(page, 'Softmax').click();
  await page.keyboard.press('g');
  await expect(inspector(page).getByRole('heading', { name: 'Gradient · weights' })).toBeVisible();
  await expect(inspector(page).getByText('of Loss · loss').first()).toBeVisible();
  expect(await axeProblems(page)).toEqual([]);
});

test('Bahdanau opens with a trained alignment, and learns it again from scratch in sight', async ({ page }) => {
  await open(page);
  await page.getByRole('navigation').getByRole('button', { name: 'Bahdanau attention' }).click();
  await expect(page.getByRole('region', { name: 'About this preset' })).toContainText('Trained weights.');
  await tab(page, 'Training').click();
  const attention = panels(page).getByRole('grid', { name: /^Attention of the example/ });
  await expect(attention).toBeVisible();
  const trained = await attention.innerHTML();
  const steps = panels(page).getByRole('spinbutton', { name: 'Steps' });
  await steps.fill('40');
  await steps.press('Enter');
  await press(page, 'Re-train from scratch');
  await expect(panels(page).getByText('40 of 40')).toBeVisible({ timeout: 60_000 });
  await expect(panels(page).getByRole('img', { name: /^Loss: from [34]\.\d+ to [012]\.\d+ at step 40/ })).toBeVisible();
  await expect.poll(() => attention.innerHTML()).not.toBe(trained);
});
