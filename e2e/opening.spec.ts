// Opening the served application: it starts cleanly under its security policy and talks to nobody else.
import { expect, test } from '@playwright/test';

test('opens without an error and without a request to anybody else', async ({ page, baseURL }) => {
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => request.url().startsWith(String(baseURL)) || problems.push(request.url()));
  await page.goto('/', { waitUntil: 'networkidle' });
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(problems).toEqual([]);
});

test('refuses to run text as a script on the page', async ({ page }) => {
  // A file of the page's own, because what a driver evaluates bypasses the policy.
  await page.route('**/probe.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: "try { new Function('')(); document.title = 'ran'; } catch (error) { document.title = error.name; }",
    }),
  );
  await page.goto('/');
  await page.addScriptTag({ url: '/probe.js' });
  await expect(page).toHaveTitle('EvalError');
});
