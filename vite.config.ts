// How everything is built and tested: the page with its workers, the command line for Node, and the vitest projects.
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin, UserConfig } from 'vite';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { assembly } from './e2e/setup/assembly.mjs';
import { findBrowser, pageFlags } from './e2e/setup/browser.mjs';
import { FILES } from './e2e/setup/bundle.mjs';
import { PAGE_POLICY } from './e2e/setup/policy.mjs';

const root = import.meta.dirname;

/** For static hosts that send no headers. Only in builds: hot reloading needs inline scripts. */
const policyTag: Plugin = {
  name: 'policy-tag',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY }, injectTo: 'head-prepend' },
  ],
};

/** What the page cannot do without is few files, each with all that it imports that no earlier one has. */
const fileGroups = Object.entries(FILES).map(([name, module], at) => ({
  name,
  test: (id: string) => resolve(id) === resolve(root, 'src', module),
  priority: 100 - at,
}));

/** How long plugins took is not what a newcomer wants to read. */
const checks = { pluginTimings: false };

const page: UserConfig = {
  root: `${root}/src`,
  base: './',
  publicDir: `${root}/public`,
  plugins: [react(), assembly(), policyTag],
  worker: {
    format: 'es',
    plugins: () => [assembly()],
    rolldownOptions: {
      checks,
      output: { entryFileNames: 'workers/[name]-[hash].js', chunkFileNames: 'workers/chunks/[name]-[hash].js' },
    },
  },
  build: {
    outDir: `${root}/dist/app`,
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    rolldownOptions: { checks, output: { codeSplitting: { groups: fileGroups } } },
    // The code editor is one large file that is fetched when it is opened; `check-bundle` holds the budgets.
    chunkSizeWarningLimit: 6000,
    // Presets and pictures stay files of their own, so that the first load carries none of them.
    assetsInlineLimit: 0,
  },
};

const commandLine: UserConfig = {
  root: `${root}/src`,
  publicDir: false,
  plugins: [assembly()],
  build: {
    outDir: `${root}/dist/cli`,
    emptyOutDir: true,
    target: 'node20',
    ssr: 'cli/main.ts',
    rolldownOptions: { checks },
  },
};

/** The usual count leaves a processor free for whoever watches, which is half of a small machine. */
const WORKERS = '100%';

const inNode: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'e2e/{setup,bench}/**/*.test.ts'],
    exclude: ['**/*.browser.test.*'],
    // Nothing that runs here has a page or anything global of its own: files share the modules of their worker. Loading
    // them anew for each took as long as the tests themselves.
    isolate: false,
    restoreMocks: true,
    maxWorkers: WORKERS,
  },
};

const inBrowser = (): TestProjectInlineConfiguration => ({
  extends: true,
  // Named here, so that finding one late does not reload the page in the middle of a test.
  optimizeDeps: {
    include: [
      'react',
      'react-dom',
      'react-dom/client',
      'react/jsx-dev-runtime',
      '@xyflow/react',
      'radix-ui',
      'cmdk',
      'lucide-react',
      'zustand',
      'zustand/vanilla',
      'idb-keyval',
      'katex',
      'gpu.js',
    ],
  },
  test: {
    name: 'browser',
    include: ['src/**/*.browser.test.{ts,tsx}', 'e2e/setup/**/*.browser.test.ts'],
    // A busy machine is slow: only what never comes is a fault.
    expect: { poll: { timeout: 15_000 } },
    maxWorkers: WORKERS,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { executablePath: findBrowser(), args: pageFlags } }),
      instances: [{ browser: 'chromium' }],
    },
  },
});

const tests = (): UserConfig => ({
  root,
  publicDir: `${root}/public`,
  plugins: [react(), assembly()],
  worker: { format: 'es', plugins: () => [assembly()] },
  test: {
    // A busy machine is slow: only what never comes is a fault.
    testTimeout: 120_000,
    env: { TEST_COUNTS: process.env.TEST_COUNTS ?? 'reduced' },
    projects: [inNode, inBrowser()],
  },
});

export default defineConfig(({ mode }) => {
  if (process.env.VITEST) return tests();
  return mode === 'command-line' ? commandLine : page;
});
