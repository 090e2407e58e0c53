// Builds the page and the command line when their sources are newer than what is built. Knows nothing of what is in them.
import { existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');
const COMMON = ['src', 'graphs', 'public', 'vite.config.ts', 'package-lock.json', 'e2e/setup/policy.mjs'];

/** @typedef {'app' | 'cli'} Target */
/** @type {Record<Target, string>} Vite's mode of each target */
const MODES = { app: 'production', cli: 'command-line' };

/**
 * The latest change in a file or folder. A folder's own time counts too: deleting a file changes nothing else.
 * @param {string} path
 * @returns {number} milliseconds
 */
function changed(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, changed(join(path, name))), stat.mtimeMs);
}

/**
 * Another command may be building or reading the same folder: a build is made beside it and put in its place at once.
 * @param {string} made
 * @param {string} place
 */
function putInPlace(made, place) {
  const old = `${made}-old`;
  if (existsSync(place)) renameSync(place, old);
  renameSync(made, place);
  rmSync(old, { recursive: true, force: true });
}

/**
 * Builds a target unless what is there is newer than all its sources. Writes nothing to standard output.
 * @param {Target} target
 * @param {{ always?: boolean }} [options]
 * @returns {Promise<string>} the folder of the build
 */
export async function ensureBuilt(target, { always = false } = {}) {
  const place = join(root, 'dist', target);
  const stamp = join(place, '.built');
  const latest = Math.max(...COMMON.map((path) => changed(join(root, path))));
  if (!always && existsSync(stamp) && statSync(stamp).mtimeMs > latest) return place;
  const started = new Date();
  const made = join(root, 'dist', `.${target}-${process.pid}`);
  console.error(`Building ${target === 'app' ? 'the application' : 'the command line'} ...`);
  await build({
    configFile: join(root, 'vite.config.ts'),
    mode: MODES[target],
    logLevel: 'warn',
    build: { outDir: made },
  });
  writeFileSync(join(made, '.built'), `${started.toISOString()}\n`);
  putInPlace(made, place);
  return place;
}
