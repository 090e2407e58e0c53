// What a new user builds from an empty canvas with the mouse: causal attention, whose numbers are those of the book, and an RNN encoder.
import { writeFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { engineRows } from './support/engine';
import { chooseFile, exportedText } from './support/files';
import {
  drag,
  dragFromPalette,
  inspector,
  middle,
  node,
  nodes,
  open,
  type Point,
  port,
  saved,
  select,
  wire,
  wires,
  wireUp,
} from './support/page';
import { expectDigits, type Printed, published, rowsOf, showTable } from './support/values';

/** Drags a node type in and names it; the new node is selected. */
async function place(page: Page, type: string, name: string, at: Point): Promise<void> {
  await dragFromPalette(page, type, at);
  const field = inspector(page).getByRole('textbox', { name: 'Name of the node' });
  await field.fill(name);
  await field.press('Enter');
  await expect(node(page, name)).toBeVisible();
}

async function setNumber(page: Page, name: string, value: number): Promise<void> {
  const field = inspector(page).getByRole('spinbutton', { name, exact: true });
  await field.fill(String(value));
  await field.press('Enter');
  await expect(field).toHaveValue(String(value));
}

/** A Linear of width 2 without a bias behind the inputs, whose weight is drawn as PyTorch draws it. */
async function placeLinear(page: Page, name: string, at: Point, skip: number): Promise<void> {
  await place(page, 'Linear', name, at);
  await setNumber(page, 'Features', 2);
  await inspector(page).getByRole('radiogroup', { name: 'Bias' }).getByRole('radio', { name: 'Off' }).check();
  await wireUp(page, 'Inputs · out', `${name} · x`);
  await select(page, name);
  await inspector(page).getByText('How it is drawn').click();
  await setNumber(page, 'Seed', 789);
  await setNumber(page, 'Skip', skip);
}

/** Types the cells of the selected node's weight, as a block from a spreadsheet. */
async function pasteWeight(page: Page, rows: readonly (readonly number[])[]): Promise<void> {
  const text = rows.map((row) => row.join('\t')).join('\n');
  await page.evaluate((block) => navigator.clipboard.writeText(block), text);
  await inspector(page).getByRole('button', { name: 'Edit', exact: true }).click();
  const cells = inspector(page)
    .getByRole('table', { name: /^Weight/ })
    .getByRole('textbox');
  await cells.first().click();
  await page.keyboard.press('Control+V');
  await expect(cells.last()).toHaveValue(String(rows.at(-1)?.at(-1)));
  await inspector(page).getByRole('button', { name: 'Done', exact: true }).click();
}

const causal = published('raschka_causal_weights');
const inWidth = (width: number, data: readonly number[]): Printed =>
  Array.from({ length: data.length / width }, (_, row) => data.slice(row * width, (row + 1) * width));

/** As they are printed: two decimals. */
const INPUTS = inWidth(
  3,
  causal.inputs.data.map((cell) => Number(cell.toFixed(2))),
);

async function expectPublished(page: Page): Promise<void> {
  await showTable(page, 'Mask · scores');
  await expectDigits(page, causal.printed[108] ?? []);
  await showTable(page, 'Softmax · weights');
  await expectDigits(page, causal.printed[110] ?? []);
  await showTable(page, 'Context · context');
  await expectDigits(page, inWidth(2, causal.context.data));
}

test('causal attention is built from an empty canvas, gives the published numbers, and comes back from its file', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await place(page, 'Text', 'Tokens', { x: 70, y: 240 });
  await expect(node(page, 'Tokens').getByRole('list')).toContainText('journey');
  await place(page, 'Embedding', 'Inputs', { x: 190, y: 240 });
  await setNumber(page, 'Width', 3);
  await wireUp(page, 'Tokens · tokens', 'Inputs · tokens');
  await select(page, 'Inputs');
  await pasteWeight(page, rowsOf(INPUTS));
  await placeLinear(page, 'Query', { x: 320, y: 90 }, 0);
  await placeLinear(page, 'Key', { x: 320, y: 290 }, 6);
  await placeLinear(page, 'Value', { x: 320, y: 490 }, 12);

  await place(page, 'Score', 'Score', { x: 460, y: 110 });
  await wireUp(page, 'Query · out', 'Score · query');
  await wireUp(page, 'Key · out', 'Score · key');
  await expect(node(page, 'Score').getByRole('img', { name: 'Score · scores, 6 × 6' })).toBeVisible();
  await place(page, 'Mask', 'Mask', { x: 590, y: 110 });
  await wireUp(page, 'Score · scores', 'Mask · scores');
  await place(page, 'Scale', 'Scale', { x: 720, y: 110 });
  await inspector(page).getByRole('combobox', { name: 'By' }).selectOption('inverse-sqrt-width');
  await wireUp(page, 'Mask · scores', 'Scale · x');
  await wireUp(page, 'Key · out', 'Scale · width_of');
  await place(page, 'Softmax', 'Softmax', { x: 860, y: 110 });
  await wireUp(page, 'Scale · out', 'Softmax · scores');
  await place(page, 'Weighted sum', 'Context', { x: 860, y: 440 });
  await wireUp(page, 'Softmax · weights', 'Context · weights');
  await wireUp(page, 'Value · out', 'Context · value');
  await expectPublished(page);

  const file = await exportedText(page);
  await expect(saved(page)).toBeVisible();
  await page.reload();
  await expect(wires(page)).toHaveCount(12);
  await page.getByRole('button', { name: 'Document and presets' }).click();
  await page.getByRole('menuitem', { name: 'New graph' }).click();
  await expect(nodes(page)).toHaveCount(0);
  await chooseFile(page, file);
  await expect(wires(page)).toHaveCount(12);
  await expectPublished(page);
  expect(await exportedText(page)).toBe(file);
});

/** Lets a wire go over a port that makes a new one of a wall, or where it is refused. */
const pullWire = async (page: Page, from: string, to: string): Promise<void> =>
  drag(page, await middle(port(page, from, 'output')), await middle(port(page, to, 'input')));

test('an RNN encoder is built from an empty canvas and gives what the engine gives', async ({ page }, testInfo) => {
  await open(page);
  await place(page, 'Text', 'Tokens', { x: 70, y: 120 });
  await place(page, 'Embedding', 'Words', { x: 190, y: 120 });
  await setNumber(page, 'Width', 3);
  await wireUp(page, 'Tokens · tokens', 'Words · tokens');
  await place(page, 'Tensor', 'Start', { x: 190, y: 420 });
  await inspector(page).getByRole('button', { name: 'Type as text' }).click();
  const numbers = inspector(page).getByRole('textbox', { name: 'Values' });
  await numbers.fill('[[0.1, 0.2, 0.3]]');
  await numbers.press('Control+Enter');

  // A wire that is let go over the wall makes a port there.
  await dragFromPalette(page, 'Repeat over time', { x: 560, y: 260 });
  await pullWire(page, 'Words · out', 'Repeat over time · new port');
  await expect(wire(page, 'Words · out to Repeat over time · x')).toHaveCount(1);
  await dragFromPalette(page, 'RNN cell', { x: 560, y: 260 });
  await wireUp(page, 'Inputs · x', 'RNN cell · x');

  // The cell reads its own output: not of this step, which would be a circle, but of the one before.
  await pullWire(page, 'RNN cell · hidden', 'RNN cell · hidden');
  const refusal = page.getByRole('dialog');
  await expect(refusal).toContainText('This wire would close a circle');
  await refusal.getByRole('button', { name: 'Make hidden a state of Repeat over time' }).click();
  await expect(wire(page, 'Inputs · hidden to RNN cell · hidden')).toHaveCount(1);
  await expect(wire(page, 'RNN cell · hidden to Outputs · hidden')).toHaveCount(1);

  // It starts with what the person gives, whose width the cell takes.
  await pullWire(page, 'Start · out', 'Repeat over time · hidden');
  await refusal.getByRole('button', { name: 'Set units to 3' }).click();
  await expect(wire(page, 'Start · out to Repeat over time · hidden')).toHaveCount(1);
  // The states of all steps leave as well.
  await pullWire(page, 'RNN cell · hidden', 'Outputs · new port');
  await expect(wires(page)).toHaveCount(7);

  const file = testInfo.outputPath('encoder.json');
  writeFileSync(file, await exportedText(page));
  for (const [shown, output] of [
    ['Repeat over time · hidden', 'repeat.hidden'],
    ['Repeat over time · hidden-2', 'repeat.hidden-2'],
  ] as const) {
    const rows = engineRows(file, output);
    await showTable(page, shown);
    await expectDigits(page, rows);
  }
});
