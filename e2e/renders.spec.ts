// What a drag renders: the node in hand and its wires, and nothing else; panning renders nothing at all.
import { expect, type Page, test } from '@playwright/test';
import { graph, inspector, middle, node, onCanvas, open, select } from './support/page';

/** Renders so far of every node and wire, by id. The address asks for the count. */
const renders = (page: Page): Promise<Readonly<Record<string, number>>> =>
  graph(page)
    .locator('[data-renders]')
    .evaluateAll((shown) =>
      Object.fromEntries(
        shown.map((element) => [
          element.closest<HTMLElement>('.react-flow__node, .react-flow__edge')?.dataset.id ?? '',
          Number((element as HTMLElement).dataset.renders),
        ]),
      ),
    );

/** Ids of what rendered between two counts. */
const between = (before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>): string[] =>
  Object.keys(after).filter((id) => after[id] !== before[id]);

/** Ids of every node and wire, once the numbers are on screen and nothing renders any more. */
async function settled(page: Page): Promise<Readonly<Record<string, number>>> {
  let last = await renders(page);
  await expect(async () => {
    const now = await renders(page);
    const calm = between(last, now).length === 0;
    last = now;
    expect(calm).toBe(true);
  }).toPass({ intervals: [300] });
  return last;
}

test.beforeEach(async ({ page }) => {
  await open(page, '/?renders');
  await page.getByRole('button', { name: 'Causal attention', exact: true }).click();
  await expect(node(page, 'Context').getByRole('img', { name: 'Context · context, 6 × 2' })).toBeVisible();
  // What the run tells of itself comes after its pictures.
  await expect(page.getByRole('button', { name: /^Run: (webgl2|webasm|wasm|cpu) · / })).toBeVisible();
});

test('a drag renders the node in hand and its wires, and no other', async ({ page }) => {
  await select(page, 'Score');
  await expect(inspector(page).getByText('Output · scores')).toBeVisible();
  const at = await middle(node(page, 'Score').getByText('Score', { exact: true }));
  await page.mouse.move(at.x, at.y);
  const before = await settled(page);
  expect(Object.keys(before).length).toBe(11 + 12);
  await page.mouse.down();
  for (let step = 1; step <= 8; step++) await page.mouse.move(at.x + 4 * step, at.y + 6 * step);
  const during = await renders(page);
  const own = ['score', 'e5', 'e6', 'e7'];
  expect(between(before, during).filter((id) => !own.includes(id))).toEqual([]);
  expect(between(before, during)).toEqual(expect.arrayContaining(['e5', 'e6', 'e7']));
  await page.mouse.up();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
  const after = await settled(page);
  // Where a node comes to lie, wires may find other ways; no other node renders for that.
  expect(between(during, after).filter((id) => id !== 'score' && !/^e\d+$/.test(id))).toEqual([]);
});

test('panning renders nothing', async ({ page }) => {
  const paper = await onCanvas(page, { x: 30, y: 30 });
  await page.mouse.move(paper.x, paper.y);
  const before = await settled(page);
  const start = await middle(node(page, 'Score'));
  await page.mouse.down();
  for (let step = 1; step <= 8; step++) await page.mouse.move(paper.x + 5 * step, paper.y + 4 * step);
  await page.mouse.up();
  await expect.poll(async () => (await middle(node(page, 'Score'))).x).toBe(start.x + 40);
  expect(between(before, await settled(page))).toEqual([]);
});
