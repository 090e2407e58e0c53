// Builds the page and the command line when their sources are newer than what is built. Knows nothing of what is in them.
import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');
/** Its time is when the build began. */
const STAMP = '.built';
const SOURCES = [
  'src',
  'graphs',
  'public',
  'vite.config.ts',
  'package-lock.json',
  'e2e/setup/assembly.mjs',
  'e2e/setup/policy.mjs',
  'e2e/setup/bundle.mjs',
];

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
 * @param {string} place a build
 * @param {string[]} sources files and folders it is made from
 */
export function isFresh(place, sources) {
  const stamp = join(place, STAMP);
  return existsSync(stamp) && statSync(stamp).mtimeMs > Math.max(...sources.map(changed));
}

/**
 * Another command may be building or reading the same folder: a build is made beside it and put in its place at once.
 * @param {string} made
 * @param {string} place
 */
export function putInPlace(made, place) {
  const old = `${made}-old`;
  try {
    if (existsSync(place)) renameSync(place, old);
    renameSync(made, place);
  } catch (error) {
    // The other command put its build there between the two steps: as good as this one.
    if (!existsSync(place)) throw error;
  } finally {
    for (const left of [old, made]) rmSync(left, { recursive: true, force: true });
  }
}

/**
 * Builds a target unless what is there is newer than all its sources. Writes nothing to standard output.
 * @param {Target} target
 * @param {{ always?: boolean }} [options]
 * @returns {Promise<string>} the folder of the build
 */
export async function ensureBuilt(target, { always = false } = {}) {
  const place = join(root, 'dist', target);
  const sources = SOURCES.map((path) => join(root, path));
  if (!always && isFresh(place, sources)) return place;
  const made = join(root, 'dist', `.${target}-${process.pid}`);
  const started = new Date();
  console.error(`Building ${target === 'app' ? 'the application' : 'the command line'} ...`);
  await build({
    configFile: join(root, 'vite.config.ts'),
    mode: MODES[target],
    logLevel: 'warn',
    build: { outDir: made },
  });
  writeFileSync(join(made, STAMP), '');
  // An edit during the build is newer than the build.
  utimesSync(join(made, STAMP), started, started);
  putInPlace(made, place);
  return place;
}
