// Opening the served application: it starts cleanly under its security policy and talks to nobody else.
import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { firstFiles } from './setup/bundle.mjs';

test('opens without an error and without a request to anybody else', async ({ page, baseURL }) => {
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => request.url().startsWith(String(baseURL)) || problems.push(request.url()));
  await page.goto('/', { waitUntil: 'networkidle' });
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(problems).toEqual([]);
});

test('fetches the scripts that the size budget counts, and no others, until it rests or somebody does something', async ({
  page,
}) => {
  // When a browser finds that a page rests is its own affair: here it never does.
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  const fetched: string[] = [];
  page.on('request', (request) => {
    const path = new URL(request.url()).pathname.slice(1);
    if (path.endsWith('.js') && !path.startsWith('workers/')) fetched.push(path);
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  await expect(page.getByRole('toolbar', { name: 'Canvas' })).toBeVisible();
  expect(fetched.sort()).toEqual(firstFiles(resolve(import.meta.dirname, '../dist/app')).sort());
});

test('refuses to run text as a script on the page', async ({ page }) => {
  // A file of the page's own, because what a driver evaluates bypasses the policy.
  await page.route('**/probe.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: "const told = document.documentElement.dataset; try { new Function('')(); told.probe = 'ran'; } catch (error) { told.probe = error.name; }",
    }),
  );
  await page.goto('/');
  await page.addScriptTag({ url: '/probe.js' });
  await expect(page.locator('html')).toHaveAttribute('data-probe', 'EvalError');
});
