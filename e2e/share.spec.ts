// A link opens the same graph elsewhere, beside what is there; a link that lies changes nothing.
import { deflateRawSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { exportedText } from './support/files';
import { dragFromPalette, node, nodes, open, saved } from './support/page';

test('a link opens the same graph in a fresh browser', async ({ page, browser }) => {
  await open(page);
  await page.getByRole('button', { name: 'Open causal attention' }).click();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const link = await page.getByRole('textbox', { name: /^Link/ }).inputValue();
  await page.keyboard.press('Escape');
  const sent = await exportedText(page);
  const elsewhere = await browser.newContext({ baseURL: new URL(page.url()).origin, locale: 'en-GB' });
  const other = await elsewhere.newPage();
  await other.goto(link);
  await expect(node(other, 'Softmax')).toBeVisible();
  expect(await exportedText(other)).toBe(sent);
  await other.reload();
  await expect(node(other, 'Softmax')).toBeVisible();
  await elsewhere.close();
});

test('a link opens beside the graph that is there, which is as it was', async ({ page }) => {
  await open(page);
  await dragFromPalette(page, 'Tensor', { x: 200, y: 200 });
  await expect(saved(page)).toBeVisible();
  const graph =
    '{"format":"attention-graph","version":1,"title":"Sent","nodes":[{"id":"a","type":"softmax"}],"edges":[]}';
  const sent = `#graph=${deflateRawSync(graph).toString('base64url')}`;
  await page.evaluate((hash) => location.assign(hash), sent);
  await expect(node(page, 'Softmax')).toBeVisible();
  await page.getByRole('button', { name: 'Go to my graph' }).click();
  await expect(node(page, 'Tensor')).toBeVisible();
  await expect(nodes(page)).toHaveCount(1);
});

test('a link that unfolds to too much is refused, and nothing changes', async ({ page }) => {
  const bomb = deflateRawSync(Buffer.alloc(45 * 2 ** 20), { level: 9 }).toString('base64url');
  await page.goto(`/#graph=${bomb}`);
  await expect(page.getByText('The link was not opened')).toBeVisible();
  await expect(page.getByText(/unfolds to more than/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose another file' })).toHaveCount(0);
  expect(new URL(page.url()).hash).toBe('');
});
