// Wires are drawn by pointer and by keys: what fits lights up, what does not is refused in words with an edit that mends it.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { chooseFile, graphText } from './support/files';
import {
  drag,
  graph,
  inspector,
  middle,
  node,
  onCanvas,
  open,
  port,
  pull,
  select,
  wire,
  wires,
  wireUp,
} from './support/page';

const NODES = [
  { id: 'tokens', type: 'text', label: 'Tokens', at: [0, 0.3] },
  { id: 'inputs', type: 'embedding', label: 'Inputs', at: [0.8, 0.3] },
  { id: 'query', type: 'linear', label: 'Query', at: [1.7, 0], params: { features: 2 } },
  { id: 'key', type: 'linear', label: 'Key', at: [1.7, 1], params: { features: 3 } },
  { id: 'score', type: 'score', at: [3, 0] },
] as const;
/** A place of the canvas where nothing lies. */
const EMPTY = { x: 820, y: 420 };
const WIRES = ['tokens.tokens inputs.tokens', 'inputs.out query.x', 'inputs.out key.x'];

async function start(page: Page): Promise<void> {
  await open(page);
  await chooseFile(page, graphText(NODES, WIRES));
  await expect(wires(page)).toHaveCount(3);
}

/** How much of it is seen: the opacity of everything around it, multiplied. */
const seen = (shown: Locator): Promise<number> =>
  shown.evaluate((element) => {
    let opacity = 1;
    for (let at: Element | null = element; at; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
    return opacity;
  });

test('while a wire is in hand, ports that fit light up and the others dim', async ({ page }) => {
  await start(page);
  await pull(page, await middle(port(page, 'Query · out', 'output')), await onCanvas(page, EMPTY));
  await expect(graph(page).getByText(/fits \d+ ports\. Drop on empty canvas to add a node/)).toBeVisible();
  for (const fits of ['Score · query', 'Score · key']) {
    await expect(port(page, fits, 'input')).toHaveAttribute('data-light', 'fits');
    await expect(port(page, fits, 'input').locator('i')).not.toHaveCSS('box-shadow', 'none');
  }
  await expect(port(page, 'Inputs · tokens', 'input')).toHaveAttribute('data-light', 'no');
  await expect.poll(() => seen(node(page, 'Score').getByText('Score', { exact: true }))).toBe(1);
  await expect.poll(() => seen(node(page, 'Tokens').getByText('Tokens', { exact: true }))).toBeLessThan(0.5);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect.poll(() => seen(node(page, 'Tokens').getByText('Tokens', { exact: true }))).toBe(1);
  await expect(wires(page)).toHaveCount(3);
});

test('a wire that does not fit is refused with both ports, both shapes and what clashes, and its repair works', async ({
  page,
}) => {
  await start(page);
  await wireUp(page, 'Query · out', 'Score · query');
  await drag(page, await middle(port(page, 'Key · out', 'output')), await middle(port(page, 'Score · key', 'input')));
  const refusal = page.getByRole('dialog', { name: 'Key · out does not fit Score · key' });
  await expect(refusal).toContainText('Score needs rows of equal width.');
  await expect(refusal).toContainText(/Key · out is .* = 6 × 3; Score · key takes .*S × e, beside query .* = 6 × 2\./);
  await expect(refusal.locator('b')).toHaveText(['3', '2']);
  await expect(refusal).toContainText('After the repair: Score · scores is T × T = 6 × 6.');
  await expect(wires(page)).toHaveCount(4);

  await refusal.getByRole('button', { name: 'Set Key features to 2' }).click();
  await expect(refusal).toBeHidden();
  await expect(wire(page, 'Key · out to Score · key')).toHaveCount(1);
  await expect(node(page, 'Score').getByRole('img', { name: 'Score · scores, 6 × 6' })).toBeVisible();
  await page.keyboard.press('Control+Z');
  await expect(wires(page)).toHaveCount(4);
  await select(page, 'Key');
  await expect(inspector(page).getByRole('spinbutton', { name: 'Features' })).toHaveValue('3');
});

test('a matrix that lies the wrong way round is turned by a Transpose', async ({ page }) => {
  await open(page);
  const matrix = {
    values: [
      [1, 2, 3],
      [4, 5, 6],
    ],
  };
  const nodes = [
    { id: 'a', type: 'tensor', label: 'Left', at: [0, 0], params: matrix },
    { id: 'b', type: 'tensor', label: 'Right', at: [0, 1], params: matrix },
    { id: 'product', type: 'matmul', at: [2, 0] },
  ] as const;
  await chooseFile(page, graphText(nodes, ['a.out product.a']));
  await expect(wires(page)).toHaveCount(1);
  await drag(page, await middle(port(page, 'Right · out', 'output')), await middle(port(page, 'Matmul · b', 'input')));
  const refusal = page.getByRole('dialog', { name: 'Right · out does not fit Matmul · b' });
  await refusal.getByRole('button', { name: 'Insert Transpose before b' }).click();
  await expect(wire(page, 'Right · out to Transpose · x')).toHaveCount(1);
  await expect(wire(page, 'Transpose · out to Matmul · b')).toHaveCount(1);
  await expect(node(page, 'Matmul').getByRole('img', { name: 'Matmul · out, 2 × 2' })).toBeVisible();
});

test('a refused wire is dismissed by Esc and leaves the graph as it was', async ({ page }) => {
  await start(page);
  await drag(
    page,
    await middle(port(page, 'Query · out', 'output')),
    await middle(port(page, 'Inputs · tokens', 'input')),
  );
  const refusal = page.getByRole('dialog');
  await expect(refusal).toContainText('This wire would close a circle');
  await page.keyboard.press('Escape');
  await expect(refusal).toBeHidden();
  await expect(wires(page)).toHaveCount(3);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
});

test('a wire is drawn by keys alone: C, Tab to what fits, Enter; Esc gives it up', async ({ page }) => {
  await start(page);
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: 'Find or do anything' }).fill('Query');
  await expect(page.getByRole('option', { name: /^Query/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(inspector(page).getByRole('heading', { name: 'Query' })).toBeAttached();
  await page.keyboard.press('c');
  await expect(graph(page).getByText('3 ports fit', { exact: true })).toBeVisible();
  await expect(page.getByRole('tooltip')).toContainText('Key · x');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('tooltip')).toContainText('Score · query');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('tooltip')).toContainText('Score · key');
  await page.keyboard.press('Enter');
  await expect(wire(page, 'Query · out to Score · key')).toHaveCount(1);

  await page.keyboard.press('c');
  await expect(page.getByRole('tooltip')).toContainText('Key · x');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await expect(wires(page)).toHaveCount(4);
});

test('an end of a wire is plugged in elsewhere, or pulled out', async ({ page }) => {
  await start(page);
  await wireUp(page, 'Query · out', 'Score · query');
  await drag(
    page,
    await middle(port(page, 'Score · query', 'input')),
    await middle(port(page, 'Score · key', 'input')),
  );
  await expect(wire(page, 'Query · out to Score · key')).toHaveCount(1);
  await expect(wire(page, 'Query · out to Score · query')).toHaveCount(0);

  await drag(page, await middle(port(page, 'Score · key', 'input')), await onCanvas(page, EMPTY));
  await expect(wires(page)).toHaveCount(3);
  await page.keyboard.press('Control+Z');
  await expect(wire(page, 'Query · out to Score · key')).toHaveCount(1);
});

test('a wire that is selected is removed by Delete', async ({ page }) => {
  await start(page);
  const tokens = wire(page, 'Tokens · tokens to Inputs · tokens');
  const at = await middle(tokens);
  await page.mouse.click(at.x, at.y);
  await expect(inspector(page).getByRole('heading', { name: 'T = 6' })).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(tokens).toHaveCount(0);
  await expect(wires(page)).toHaveCount(2);
});

test('a wire dropped on the empty canvas offers the nodes that fit, and wires the chosen one', async ({ page }) => {
  await start(page);
  await drag(page, await middle(port(page, 'Query · out', 'output')), await onCanvas(page, EMPTY));
  const list = page.getByRole('listbox', { name: 'Node types that fit' });
  await expect(list.getByRole('option', { name: /^Score/ })).toBeVisible();
  await expect(list.getByRole('option', { name: /^Embedding/ })).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Add a node that fits' }).fill('activ');
  await list.getByRole('option', { name: /^Activation/ }).click();
  await expect(wire(page, 'Query · out to Activation · x')).toHaveCount(1);
  await expect(node(page, 'Activation').getByRole('img', { name: 'Activation · out, 6 × 2' })).toBeVisible();
});
