// The stories of users, told to a real browser against the built application, which is built and served here.
import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { ensureBrowser, pageFlags } from './setup/browser.mjs';

const root = resolve(import.meta.dirname, '..');

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '**/*.spec.ts',
  outputDir: `${root}/reports/e2e`,
  reporter: [['list'], ['json', { outputFile: `${root}/reports/e2e.json` }]],
  forbidOnly: true,
  // Two at once, since a story waits for pictures more than for a processor; none of them depends on how long something takes.
  workers: 2,
  timeout: 180_000,
  // How long something may take is no claim of a story: a busy machine is slow, and only what never comes is a fault.
  expect: { timeout: 40_000 },
  use: {
    // Set by `wait` below once the server says its address.
    baseURL: process.env.E2E_ADDRESS,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    actionTimeout: 40_000,
    // A trace of every step takes as long again as a fifth of the story: `--trace retain-on-failure` gives one where it is asked for.
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: ensureBrowser(), args: pageFlags },
  },
  webServer: {
    command: 'node e2e/setup/serve.mjs',
    cwd: root,
    env: { PORT: '0' },
    wait: { stdout: /(?<e2e_address>http:\S+)/ },
    timeout: 180_000,
  },
});
