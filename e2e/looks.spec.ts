// The editor's views: nothing is cut off or runs over at either size, and axe finds nothing, in either theme. Panels have axe in their own stories.
import { expect, type Page, test } from '@playwright/test';
import { axeProblems } from './support/axe';
import { chooseFile, graphText } from './support/files';
import { drag, middle, node, nodes, open, panels, port } from './support/page';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 1024, height: 768 };

/** What is wider than its box and does not scroll, and texts that an ellipsis cuts and no title tells in full. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
    if (scrollWidth > clientWidth || scrollHeight > clientHeight) found.push('the page itself');
    for (const element of document.querySelectorAll<HTMLElement>('#root *')) {
      const words = element.textContent?.trim() ?? '';
      // The canvas pans, the editor scrolls by itself, and formulas are laid out with boxes of no meaning.
      const apart = element.closest('.katex, .react-flow, .monaco-editor, .sr-only, svg');
      if (words === '' || apart || element.clientWidth === 0) continue;
      const { overflowX, textOverflow, clip, position } = getComputedStyle(element);
      if (clip !== 'auto' && position === 'absolute') continue;
      const over = element.scrollWidth - element.clientWidth;
      const scrolls = overflowX === 'auto' || overflowX === 'scroll';
      const told = textOverflow === 'ellipsis' && element.closest('[title], [aria-label]') !== null;
      if (over > 1 && !scrolls && !told && element.children.length === 0)
        found.push(`${element.tagName} ${element.className} “${words.slice(0, 40)}” by ${over} px`);
      const box = element.getBoundingClientRect();
      if (box.right > window.innerWidth + 1 && box.left < window.innerWidth && !element.closest('[role="tablist"]'))
        found.push(`“${words.slice(0, 40)}” leaves the page`);
    }
    return found;
  });

/** A theme is colours and nothing else: the second one is asked for those. Hardly anything that axe looks at depends on the size of the page. */
async function expectClean(page: Page, what: string): Promise<void> {
  expect.soft(await axeProblems(page), `${what}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.getByLabel('Use the light theme')).toBeAttached();
  expect.soft(await axeProblems(page, { colours: true }), `${what}, dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
}

async function expectWhole(page: Page, what: string): Promise<void> {
  for (const size of [NARROW, WIDE]) {
    await page.setViewportSize(size);
    // The page takes its new layout within a frame or two.
    await expect.poll(() => cutOff(page), `${what} at ${size.width} × ${size.height}`).toEqual([]);
  }
}

async function openPreset(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox', { name: 'Find or do anything' }).fill(title);
  await page.getByRole('option', { name: title, exact: true }).first().click();
  await expect(page.getByRole('button', { name: /^Run: (webgl2|webasm|wasm|cpu) · / })).toBeVisible();
}

const tab = (page: Page, name: RegExp) => panels(page).getByRole('tab', { name });

/** A score whose key is as wide as the query says or not. */
const scored = (width: number, more: readonly string[]): string =>
  graphText(
    [
      { id: 'tokens', type: 'text', label: 'Tokens', at: [0, 0] },
      { id: 'inputs', type: 'embedding', label: 'Inputs', at: [0.8, 0] },
      { id: 'query', type: 'linear', label: 'Query', at: [1.7, 0], params: { features: 2 } },
      { id: 'key', type: 'linear', label: 'Key', at: [1.7, 1], params: { features: width } },
      { id: 'score', type: 'score', at: [3, 0] },
    ],
    ['tokens.tokens inputs.tokens', 'inputs.out query.x', 'inputs.out key.x', 'query.out score.query', ...more],
  );

const views: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'the first visit': async () => undefined,
  'causal attention with its softmax selected': async (page) => {
    await openPreset(page, 'Causal attention');
    await node(page, 'Softmax').getByText('Softmax', { exact: true }).first().click();
    await expect(page.getByRole('region', { name: 'What is selected' })).toContainText('softmax');
  },
  'Bahdanau attention with its lesson': async (page) => {
    await openPreset(page, 'Bahdanau attention');
    await expect(page.getByRole('region', { name: 'Lesson' })).toBeVisible();
  },
  'a refused wire': async (page) => {
    await chooseFile(page, scored(3, []));
    await expect(nodes(page)).toHaveCount(5);
    await drag(page, await middle(port(page, 'Key · out', 'output')), await middle(port(page, 'Score · key', 'input')));
    await expect(page.getByRole('dialog', { name: 'Key · out does not fit Score · key' })).toBeVisible();
  },
  'a mistake and the list of problems': async (page) => {
    await page.keyboard.press('Escape');
    await chooseFile(page, scored(3, ['key.out score.key']));
    await tab(page, /^Problems/).click();
    await expect(
      panels(page)
        .getByText(/equal width/)
        .first(),
    ).toBeVisible();
  },
};

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test("the editor's views are whole, and axe finds nothing in them, in either theme", async ({ page }) => {
  test.setTimeout(300_000);
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page);
  for (const [what, show] of Object.entries(views)) {
    await test.step(what, async () => {
      await show(page);
      await expectClean(page, what);
      await expectWhole(page, what);
    });
  }
});
