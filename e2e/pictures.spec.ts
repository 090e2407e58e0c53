// What is on the canvas leaves as a picture, and the picture opens as the graph that it shows.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { downloaded, dropFile, exportedText } from './support/files';
import { node, open, select } from './support/page';

const exportAs = (page: Page, item: string) =>
  downloaded(page, async () => {
    await page.getByRole('button', { name: 'Export' }).first().click();
    await page.getByRole('menuitem', { name: item, exact: true }).click();
  });

/** Width, and which of these colours are in it. */
const seen = (page: Page, png: Buffer, colours: readonly string[]) =>
  page.evaluate(
    async ({ cells, colours }) => {
      const image = await createImageBitmap(new Blob([Uint8Array.from(cells)], { type: 'image/png' }));
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      if (!context) throw new Error('this browser draws nothing');
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      const found = new Set<string>();
      for (let at = 0; at < data.length; at += 4) {
        found.add(`#${[0, 1, 2].map((k) => (data[at + k] as number).toString(16).padStart(2, '0')).join('')}`);
      }
      return { width: image.width, found: colours.filter((colour) => found.has(colour)) };
    },
    { cells: [...png], colours },
  );

test('the canvas leaves as PNG at 2x, with edges and heatmaps, and dropping it opens the graph', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Open causal attention' }).click();
  await expect(node(page, 'Softmax').getByRole('img', { name: 'Softmax · weights, 6 × 6' })).toBeVisible();
  const before = await exportedText(page);
  const svg = await exportAs(page, 'Picture (SVG)');
  const png = await exportAs(page, 'Picture (PNG)');
  expect([svg.name, png.name]).toEqual(['causal-attention.svg', 'causal-attention.png']);
  // Paper, a wire, the full end of the weights' scale.
  const colours = ['#f5f4f0', '#7c7971', '#1b378f'];
  const width = Number(/<svg [^>]*width="(\d+)"/.exec(svg.text)?.[1]);
  expect(await seen(page, png.bytes, colours)).toEqual({ width: 2 * width, found: colours });
  await select(page, 'Query');
  const part = await exportAs(page, 'Picture of the selection (SVG)');
  expect(part.text.match(/data-node="/g)).toHaveLength(1);
  await select(page, 'Key');
  await page.keyboard.press('Delete');
  await expect(node(page, 'Key')).toHaveCount(0);
  await dropFile(page, png);
  await expect(node(page, 'Key')).toBeVisible();
  expect(await exportedText(page)).toBe(before);
});

test('a page to read works from disk: a press on a node shows its values, and nothing is asked of a network', async ({
  page,
  browser,
}, { outputDir }) => {
  await open(page);
  await page.getByRole('button', { name: 'Open causal attention' }).click();
  await expect(node(page, 'Softmax').getByRole('img', { name: 'Softmax · weights, 6 × 6' })).toBeVisible();
  const { name, bytes } = await exportAs(page, 'Page to read (HTML)');
  await mkdir(outputDir, { recursive: true });
  await writeFile(join(outputDir, name), bytes);
  const reader = await browser.newPage();
  const said: string[] = [];
  reader.on('console', (message) => said.push(message.text()));
  reader.on('request', (request) => said.push(request.url()));
  await reader.goto(pathToFileURL(join(outputDir, name)).href);
  await reader.getByRole('button', { name: 'Softmax: show its values' }).click();
  const values = reader.getByRole('region', { name: 'Values' });
  await expect(values.getByRole('cell', { name: '0.5517' })).toBeVisible();
  await reader.getByRole('button', { name: 'Context: show its values' }).focus();
  await reader.keyboard.press('Enter');
  await expect(values.getByRole('heading', { name: 'Context', exact: true })).toBeVisible();
  expect(said).toEqual([pathToFileURL(join(outputDir, name)).href]);
  await reader.close();
});
