// How much JavaScript the built application loads first, against its budget. Reads the build's manifest and files.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Budgets in bytes after gzip. `canvas` is what the first graph or the first move of a visitor adds. */
export const BUDGETS = { 'first load': 230_000, canvas: 100_000, 'engine worker': 200_000 };

/** Modules under `src` with all that they import, and the built file of each: many small files are larger together. */
export const FILES = /** @type {const} */ ({ main: 'main.tsx', canvas: 'ui/canvas/Canvas.tsx' });

/** Imports that a module waits for; `import(...)` loads later and does not count. */
const STATIC_IMPORT = /\b(?:import|from)\s*["'](\.{1,2}\/[^"']+)["']/g;

/**
 * Built files and everything they import statically, each once.
 * @param {readonly string[]} entries
 * @param {(file: string) => string} read
 * @returns {string[]}
 */
export function loadedWith(entries, read) {
  const files = new Set(entries);
  for (const file of files) {
    for (const [, path] of read(file).matchAll(STATIC_IMPORT)) files.add(posix.join(posix.dirname(file), String(path)));
  }
  return [...files];
}

/** @param {string} folder the build */
const reader = (folder) => (/** @type {string} */ file) => readFileSync(join(folder, file), 'utf8');

/**
 * A built file and what it imports, relative to the build.
 * @param {string} folder the build
 * @param {keyof typeof FILES} name
 * @returns {string[]}
 */
function filesOf(folder, name) {
  const read = reader(folder);
  /** @type {{ name?: string, file: string }[]} */
  const built = Object.values(JSON.parse(read('.vite/manifest.json')));
  const found = built.find((one) => one.name === name && one.file.endsWith('.js'));
  if (!found) throw new Error(`The build has no file of ${FILES[name]}: is it still a file of its own?`);
  return loadedWith([found.file], read);
}

/**
 * Scripts of the page that are fetched before a visitor does anything, relative to the build.
 * @param {string} folder the build
 */
export const firstFiles = (folder) => filesOf(folder, 'main');

/**
 * Sizes of what the page, its canvas and the engine worker load.
 * @param {string} folder the build
 * @returns {{ name: keyof typeof BUDGETS, bytes: number }[]} bytes after gzip
 */
export function firstLoads(folder) {
  const read = reader(folder);
  /** @param {string[]} files */
  const size = (files) => files.reduce((sum, file) => sum + gzipSync(read(file)).length, 0);
  const workers = join(folder, 'workers');
  const engine = existsSync(workers) ? readdirSync(workers).find((name) => /^engine.*\.js$/.test(name)) : undefined;
  if (!engine) throw new Error('The build has no engine worker (workers/engine*.js).');
  const first = firstFiles(folder);
  return [
    { name: 'first load', bytes: size(first) },
    { name: 'canvas', bytes: size(filesOf(folder, 'canvas').filter((file) => !first.includes(file))) },
    { name: 'engine worker', bytes: size(loadedWith([`workers/${engine}`], read)) },
  ];
}
