// What was edited is there again: after a reload, and after the browser was killed without a warning.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, expect, type Page, test } from '@playwright/test';
import { KILLS } from '../src/testing/counts';
import { ensureBrowser, pageFlags } from './setup/browser.mjs';
import { dragFromPalette, graph, inspector, node, nodes, open, saved } from './support/page';

test('an edit is there again after a reload, and so are its numbers', async ({ page }) => {
  await open(page);
  await expect(page.getByRole('banner').getByText('Nothing to save')).toBeVisible();
  await dragFromPalette(page, 'Tensor', { x: 200, y: 200 });
  await inspector(page).getByRole('textbox', { name: 'Name of the node' }).fill('Kept');
  await page.keyboard.press('Enter');
  await expect(node(page, 'Kept')).toBeVisible();
  await expect(saved(page)).toBeVisible();
  await page.reload();
  await expect(node(page, 'Kept').getByRole('img', { name: 'Kept · out, 2 × 3' })).toBeVisible();
  await expect(saved(page)).toBeVisible();
});

/** The address at which a browser with this folder can be driven; undefined until it says so. */
function drivenAt(folder: string): string | undefined {
  try {
    const [port] = readFileSync(join(folder, 'DevToolsActivePort'), 'utf8').split('\n');
    return port ? `http://127.0.0.1:${port}` : undefined;
  } catch {
    return undefined;
  }
}

/** Starts a browser of our own, which keeps everything in `folder`, and ends it as a power cut would, whatever happens. */
async function killedAfter(folder: string, story: (page: Page) => Promise<void>): Promise<void> {
  rmSync(join(folder, 'DevToolsActivePort'), { force: true });
  const flags = ['--headless=new', `--user-data-dir=${folder}`, '--remote-debugging-port=0', '--window-size=1440,900'];
  const child = spawn(ensureBrowser(), [...flags, ...pageFlags, 'about:blank'], { detached: true, stdio: 'ignore' });
  const ended = [new Promise((resolve) => child.once('exit', resolve))];
  try {
    await expect.poll(() => drivenAt(folder)).toBeDefined();
    const browser = await chromium.connectOverCDP(String(drivenAt(folder)));
    // The driver asks contexts that it believes alive for their traces: it has to hear of the end before the test ends.
    ended.push(new Promise((resolve) => browser.once('disconnected', resolve)));
    const [context = await browser.newContext()] = browser.contexts();
    await story(await context.newPage());
  } finally {
    // The whole group: a part that outlives the browser could still finish a write.
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
    await Promise.all(ended);
  }
}

test('an edit that shows as saved survives a killed browser', async ({ baseURL }) => {
  test.setTimeout(60_000 + 20_000 * KILLS);
  const folder = test.info().outputPath('browser');
  mkdirSync(folder, { recursive: true });
  for (let kills = 0; kills <= KILLS; kills++) {
    await killedAfter(folder, async (page) => {
      await page.goto(String(baseURL));
      await expect(graph(page)).toBeVisible();
      await expect(nodes(page)).toHaveCount(kills);
      await page.getByRole('combobox', { name: 'Search nodes' }).fill('soft');
      await page.keyboard.press('Enter');
      await expect(nodes(page)).toHaveCount(kills + 1);
      await expect(saved(page)).toBeVisible();
    });
  }
});
