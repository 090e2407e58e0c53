// Where the tests' browser comes from, tried in a Node of its own with a PATH of our making.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'browser-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function program(name: string, text = ''): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** What `findBrowser` or `ensureBrowser` answers where there are only the programs of `folder`. */
function answer(call: string, variables: Readonly<Record<string, string>> = {}) {
  const module = JSON.stringify(join(import.meta.dirname, 'browser.mjs'));
  const script = `import * as browser from ${module}; console.log(browser.${call}());`;
  const env = { PATH: folder, PLAYWRIGHT_BROWSERS_PATH: folder, ...variables };
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env,
    encoding: 'utf8',
  });
  return { stdout: stdout.trim(), stderr };
}

it('is Chromium or Chrome on the PATH', () => {
  expect(answer('findBrowser').stdout).toBe('undefined');
  const chrome = program('google-chrome');
  expect(answer('findBrowser').stdout).toBe(chrome);
  const chromium = program('chromium');
  expect(answer('findBrowser').stdout).toBe(chromium);
});

it('is CHROME_PATH before all, which must be a program', () => {
  program('chromium');
  const own = program('my-browser');
  expect(answer('findBrowser', { CHROME_PATH: own }).stdout).toBe(own);
  expect(answer('findBrowser', { CHROME_PATH: '/nowhere' }).stderr).toContain('CHROME_PATH is /nowhere, which is not');
});

it('is installed when there is none, and only then', () => {
  const install = `echo installing; /bin/cp "$0" "${folder}/chromium"`;
  program('apt-get', install);
  program('npx', install);
  const first = answer('ensureBrowser');
  expect(first.stdout).toBe(join(folder, 'chromium'));
  expect(first.stderr).toContain('installing');
  expect(answer('ensureBrowser').stderr).toBe('');
});

it('says what to do when none can be installed', () => {
  expect(answer('ensureBrowser').stderr).toContain('install Chromium, or set CHROME_PATH');
});
