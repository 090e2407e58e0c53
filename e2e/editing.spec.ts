// Nodes are selected, moved, copied, renamed and removed, by mouse and by keys; every step can be undone.
import { expect, type Page, test } from '@playwright/test';
import { chooseFile, exportedText, graphText } from './support/files';
import {
  drag,
  graph,
  inspector,
  middle,
  node,
  nodes,
  onCanvas,
  open,
  type Point,
  select,
  wire,
  wires,
} from './support/page';

const NODES = [
  { id: 'inputs', type: 'tensor', label: 'Inputs', at: [0, 0] },
  { id: 'query', type: 'linear', label: 'Query', at: [1.3, 0], params: { features: 2 } },
  { id: 'act', type: 'activation', label: 'Bend', at: [2.6, 0] },
] as const;

test.beforeEach(async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await chooseFile(page, graphText(NODES, ['inputs.out query.x', 'query.out act.x']));
  await expect(wires(page)).toHaveCount(2);
});

const title = (page: Page, name: string) => node(page, name).getByText(name, { exact: true });

/** Where the nodes stand in the document, as a file says it. */
async function places(page: Page): Promise<Readonly<Record<string, Point>>> {
  const file = JSON.parse(await exportedText(page)) as {
    nodes: { id: string; position: { x: number; y: number } }[];
  };
  return Object.fromEntries(file.nodes.map(({ id, position }) => [id, position]));
}

const undo = (page: Page) => page.keyboard.press('Control+Z');
const redo = (page: Page) => page.keyboard.press('Control+Shift+Z');

/** A press becomes a drag after a few px, and the node follows from there. */
const SLIP = 8;

/** Whether every node stands where it stood but for those that moved, by about as much as the pointer. */
async function expectMoved(page: Page, before: Awaited<ReturnType<typeof places>>, moved: Record<string, Point>) {
  await expect
    .poll(async () =>
      Object.entries(await places(page)).every(([id, { x, y }]) => {
        const [from, by] = [before[id] as Point, moved[id] ?? { x: 0, y: 0 }];
        return Math.hypot(x - from.x - by.x, y - from.y - by.y) <= (moved[id] ? SLIP : 0);
      }),
    )
    .toBe(true);
}

test('a drag moves a node in one step, and several that are selected together', async ({ page }) => {
  const before = await places(page);
  const from = await middle(title(page, 'Query'));
  await drag(page, from, { x: from.x + 40, y: from.y + 120 });
  await expectMoved(page, before, { query: { x: 40, y: 120 } });
  const between = await places(page);
  await undo(page);
  expect(await places(page)).toEqual(before);
  await redo(page);
  expect(await places(page)).toEqual(between);

  await title(page, 'Inputs').click();
  await title(page, 'Bend').click({ modifiers: ['Shift'] });
  await expect(inspector(page).getByRole('heading', { name: '2 nodes' })).toBeVisible();
  const start = await middle(title(page, 'Bend'));
  await drag(page, start, { x: start.x - 20, y: start.y + 60 });
  await expectMoved(page, between, { inputs: { x: -20, y: 60 }, act: { x: -20, y: 60 } });
  await undo(page);
  expect(await places(page)).toEqual(between);
});

test('a box drawn with Shift selects what lies in it', async ({ page }) => {
  const [first, second] = [await middle(node(page, 'Inputs')), await middle(node(page, 'Query'))];
  await page.keyboard.down('Shift');
  await drag(page, { x: first.x - 90, y: first.y - 110 }, { x: second.x + 20, y: second.y + 110 });
  await page.keyboard.up('Shift');
  await expect(inspector(page).getByRole('heading', { name: '2 nodes' })).toBeVisible();
  await expect(inspector(page).getByText('Inputs, Query')).toBeVisible();
});

test('nodes are duplicated with their wires, removed, and all of it is undone', async ({ page }) => {
  await page.keyboard.press('Control+A');
  await expect(inspector(page).getByRole('heading', { name: '3 nodes' })).toBeVisible();
  await page.keyboard.press('Control+D');
  await expect(nodes(page)).toHaveCount(6);
  await expect(wires(page)).toHaveCount(4);
  await page.keyboard.press('Delete');
  await expect(nodes(page)).toHaveCount(3);
  await undo(page);
  await expect(nodes(page)).toHaveCount(6);
  await undo(page);
  await expect(nodes(page)).toHaveCount(3);
  await redo(page);
  await expect(wires(page)).toHaveCount(4);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(nodes(page)).toHaveCount(3);

  await select(page, 'Query');
  await page.keyboard.press('Backspace');
  await expect(node(page, 'Query')).toHaveCount(0);
  await expect(wires(page)).toHaveCount(0);
  await undo(page);
  await expect(wires(page)).toHaveCount(2);
});

test('a node is renamed on its title, by F2, and in the inspector', async ({ page }) => {
  const field = graph(page).getByRole('textbox', { name: 'Name of the node' });
  await title(page, 'Query').dblclick();
  await field.fill('Asks');
  await page.keyboard.press('Enter');
  await expect(title(page, 'Asks')).toBeVisible();
  await expect(wire(page, 'Inputs · out to Asks · x')).toHaveCount(1);
  await page.keyboard.press('F2');
  await field.fill('Wonders');
  await page.keyboard.press('Escape');
  await expect(title(page, 'Asks')).toBeVisible();
  await inspector(page).getByRole('textbox', { name: 'Name of the node' }).fill('Questions');
  await page.keyboard.press('Enter');
  await expect(title(page, 'Questions')).toBeVisible();
});

test('copied nodes are text with their inner wires, and come back from it', async ({ page }) => {
  await title(page, 'Inputs').click();
  await title(page, 'Query').click({ modifiers: ['Shift'] });
  await page.keyboard.press('Control+C');
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(text)).toMatchObject({
    nodes: [{ type: 'tensor' }, { type: 'linear' }],
    edges: [{ sourcePort: 'out' }],
  });
  await page.keyboard.press('Control+V');
  await expect(nodes(page)).toHaveCount(5);
  await expect(wires(page)).toHaveCount(3);
  await page.keyboard.press('Control+X');
  await expect(nodes(page)).toHaveCount(3);
  await page.keyboard.press('Control+V');
  await expect(nodes(page)).toHaveCount(5);

  await page.evaluate(() => navigator.clipboard.writeText('four score and seven'));
  await page.keyboard.press('Control+V');
  const refusal = page.getByRole('dialog', { name: 'Nothing was pasted' });
  await expect(refusal).toContainText('The clipboard holds no nodes');
  await page.keyboard.press('Escape');
  await expect(refusal).toBeHidden();
  await expect(nodes(page)).toHaveCount(5);
});

test('by keys alone a node is reached, chosen, moved, left and removed', async ({ page }) => {
  await graph(page).getByRole('group').first().focus();
  await expect(node(page, 'Inputs')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(node(page, 'Query')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(inspector(page).getByRole('heading', { level: 2, name: 'Query' })).toBeAttached();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(async () => (await places(page)).query).toEqual({ x: 310, y: 10 });
  await undo(page);
  await expect.poll(async () => (await places(page)).query).toEqual({ x: 260, y: 0 });
  await page.keyboard.press('Escape');
  await expect(inspector(page).getByRole('heading', { name: 'Nothing selected' })).toBeVisible();
  await node(page, 'Bend').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Delete');
  await expect(nodes(page)).toHaveCount(2);
});

test('the layout is tidied in one step', async ({ page }) => {
  const before = await places(page);
  const from = await middle(title(page, 'Query'));
  await drag(page, from, { x: from.x + 30, y: from.y + 150 });
  await expectMoved(page, before, { query: { x: 30, y: 150 } });
  const dragged = await places(page);
  await graph(page).getByRole('button', { name: 'Tidy the layout' }).click();
  await expect
    .poll(async () => {
      const { inputs, query, act } = await places(page);
      return inputs?.y === query?.y && query?.y === act?.y;
    })
    .toBe(true);
  await undo(page);
  expect(await places(page)).toEqual(dragged);
  await page.keyboard.press('t');
  await expect.poll(() => places(page)).not.toEqual(dragged);
});

test('the canvas is zoomed, fitted, and shown small in a corner', async ({ page }) => {
  const zoom = graph(page).getByRole('button', { name: /^Zoom \d+ %, set to 100 %$/ });
  const percent = async (): Promise<number> => Number.parseInt((await zoom.textContent()) ?? '', 10);
  // A zoom starts from where the one before has come to.
  const still = () => middle(node(page, 'Query'));
  await still();
  const fitted = await percent();
  await graph(page).getByRole('button', { name: 'Zoom out' }).click();
  await expect.poll(percent).toBeLessThan(fitted);
  await still();
  await page.keyboard.press('+');
  await still();
  await page.keyboard.press('+');
  await expect.poll(percent).toBeGreaterThan(100);
  await zoom.click();
  await expect.poll(percent).toBe(100);
  const { x, y } = await onCanvas(page, { x: 800, y: 420 });
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, -300);
  await expect.poll(percent).toBeGreaterThan(120);
  await page.keyboard.press('f');
  await expect.poll(percent).toBe(fitted);

  const minimap = page.getByRole('img', { name: 'Minimap' });
  await expect(minimap).toHaveCount(0);
  await graph(page).getByRole('button', { name: 'Minimap' }).click();
  await expect(minimap).toBeVisible();
  await page.keyboard.press('m');
  await expect(minimap).toHaveCount(0);
});

test('the canvas is panned by a drag on its paper', async ({ page }) => {
  const before = await middle(node(page, 'Query'));
  const empty = await onCanvas(page, { x: 800, y: 420 });
  await drag(page, empty, { x: empty.x - 60, y: empty.y - 80 });
  await expect.poll(() => middle(node(page, 'Query'))).toEqual({ x: before.x - 60, y: before.y - 80 });
  await expect(page.getByRole('button', { name: 'Redo' })).toBeDisabled();
});

/** Presses A and adds the node type that a search finds first. */
async function addByKeys(page: Page, type: string): Promise<void> {
  await page.keyboard.press('a');
  await page.getByRole('combobox', { name: 'Add a node' }).fill(type);
  await page.getByRole('option', { name: new RegExp(`^${type}`) }).waitFor();
  await page.keyboard.press('Enter');
}

test('nodes that are added by keys follow the chosen one, cover nothing and have the focus; a search finds them before their types', async ({
  page,
}) => {
  await select(page, 'Query');
  for (const type of ['Softmax', 'Mask', 'Scale']) {
    await addByKeys(page, type);
    await expect(node(page, type)).toBeFocused();
  }
  const boxes = await nodes(page).evaluateAll((all) =>
    all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect),
  );
  const covering = boxes.flatMap((a, i) =>
    boxes.slice(i + 1).filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
  );
  expect(covering).toEqual([]);

  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: 'Find or do anything' }).fill('Softmax');
  await expect(page.getByRole('option').first()).toContainText('Softmax');
  await page.keyboard.press('Enter');
  await expect(node(page, 'Softmax')).toBeFocused();
  await expect(nodes(page)).toHaveCount(6);
});
