// Where the browser of every test comes from, and the flags it runs with. Knows no test runner.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const isRoot = () => process.getuid?.() === 0;

/** @param {string} file */
function executable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Chromium refuses its own sandbox as root. WebGL2 comes from software, so that pictures and numbers do not depend on
 * the machine's graphics card. The rest keeps the browser from talking to anybody.
 */
export const browserFlags = [
  ...(isRoot() ? ['--no-sandbox'] : []),
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * For the application's own page: the processor paints it directly, as where there is no graphics card, and not through
 * one that the processor plays. WebGL2 stays as it is.
 */
export const pageFlags = [...browserFlags, '--disable-gpu-compositing', '--disable-gpu-rasterization'];

/**
 * The browser to use: CHROME_PATH, Playwright's own, then Chromium or Chrome on the PATH.
 * @returns {string | undefined} path of the executable
 */
export function findBrowser() {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    if (!executable(chosen)) throw new Error(`CHROME_PATH is ${chosen}, which is not a program that can be started.`);
    return chosen;
  }
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(executable);
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function install(command, args) {
  // Everything an installer says goes to standard error: standard output belongs to the results.
  return spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status === 0;
}

function installBrowser() {
  console.error('No browser found: installing Chromium for the tests.');
  if (isRoot() && existsSync('/etc/debian_version')) {
    if (install('apt-get', ['update']) && install('apt-get', ['install', '-y', 'chromium']) && findBrowser()) return;
  }
  install('npx', ['playwright', 'install', 'chromium']);
}

/**
 * Like `findBrowser`, and installs Chromium if there is none.
 * @returns {string} path of the executable
 */
export function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  installBrowser();
  const installed = findBrowser();
  if (!installed) throw new Error('No browser could be installed: install Chromium, or set CHROME_PATH to a Chrome.');
  return installed;
}
