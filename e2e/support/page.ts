// What stands on the page, found by the roles and names that a person would use. Knows no test.
import { expect, type Locator, type Page } from '@playwright/test';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The page, once a first visit can begin: its cards come with the commands and their keys. */
export async function open(page: Page, address = '/'): Promise<void> {
  // The driver takes a moment to hear of file dialogs: somebody listens from the start.
  page.on('filechooser', () => undefined);
  await page.goto(address);
  await expect(page.getByRole('button', { name: 'Open causal attention' })).toBeVisible();
}

export const graph = (page: Page): Locator => page.getByRole('region', { name: 'Graph' });
export const inspector = (page: Page): Locator => page.getByRole('region', { name: 'What is selected' });
export const panels = (page: Page): Locator => page.getByRole('region', { name: 'Panels' });
export const saved = (page: Page): Locator => page.getByRole('banner').getByText('Saved', { exact: true });

const exactly = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A node by its title; its name on the page may go on with its most telling setting. */
export const node = (page: Page, title: string): Locator =>
  graph(page).getByRole('group', { name: new RegExp(`^${exactly(title)}(,|$)`) });

export const nodes = (page: Page): Locator => graph(page).getByRole('group');

/** A port as `Score · key`. Where input and output have one name, `side` tells which. */
export const port = (page: Page, name: string, side: 'input' | 'output'): Locator =>
  graph(page).getByRole('button', { name: new RegExp(`^${exactly(name)}, ${side},`) });

/** A wire as `Inputs · out to Query · x`. */
export const wire = (page: Page, name: string): Locator =>
  graph(page).getByRole('button', { name: new RegExp(`^${exactly(name)},`) });

export const wires = (page: Page): Locator => graph(page).getByRole('button', { name: /^.+ · .+ to .+ · .+,/ });

/** The middle of something once it stands still, px of the page: the canvas glides when it shows another graph. */
export const middle = (shown: Locator): Promise<Point> =>
  shown.evaluate(
    (element) =>
      new Promise<Point>((resolve) => {
        let [place, frames, since] = ['', 0, 0];
        const look = (now: number) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          if (place !== `${x} ${y}`) [place, frames, since] = [`${x} ${y}`, 0, now];
          frames += 1;
          if (frames > 4 && now - since > 60) resolve({ x: x + width / 2, y: y + height / 2 });
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
  );

/** A point of the canvas in px of the page. */
export async function onCanvas(page: Page, { x, y }: Point): Promise<Point> {
  const box = await graph(page).boundingBox();
  if (!box) throw new Error('the canvas is not on the page');
  return { x: box.x + x, y: box.y + y };
}

/** Takes hold of something with the mouse and brings it somewhere; the button stays down. */
export async function pull(page: Page, from: Point, to: Point): Promise<void> {
  const away = Math.hypot(to.x - from.x, to.y - from.y);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  // A press becomes a drag after a few px.
  await page.mouse.move(from.x + (6 * (to.x - from.x)) / away, from.y + (6 * (to.y - from.y)) / away);
  await page.mouse.move(to.x, to.y);
}

export async function drag(page: Page, from: Point, to: Point): Promise<void> {
  await pull(page, from, to);
  await page.mouse.up();
}

/** Drags a node type from the palette so that the node, and the walls of a container, come to lie around a point of the canvas. */
export async function dragFromPalette(page: Page, title: string, at: Point): Promise<void> {
  const item = page.getByRole('option', { name: new RegExp(`^${exactly(title)}:`) });
  await item.scrollIntoViewIfNeeded();
  const before = await nodes(page).count();
  await drag(page, await middle(item), await onCanvas(page, at));
  await expect.poll(() => nodes(page).count()).toBeGreaterThan(before);
}

/** Wires `Tokens · tokens` to `Inputs · tokens` by dragging from one port to the other. */
export async function wireUp(page: Page, from: string, to: string): Promise<void> {
  await drag(page, await middle(port(page, from, 'output')), await middle(port(page, to, 'input')));
  await expect(wire(page, `${from} to ${to}`)).toHaveCount(1);
}

/** Selects a node by a click on its title. */
export async function select(page: Page, title: string): Promise<void> {
  await node(page, title).getByText(title, { exact: true }).first().click();
  await expect(inspector(page).getByRole('heading', { level: 2, name: title, exact: true })).toBeAttached();
}
