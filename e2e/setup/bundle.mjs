// How much JavaScript the built application loads first, against its budget. Reads the build's manifest and files.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Budgets in bytes after gzip. */
export const BUDGETS = { 'first load': 230_000, 'engine worker': 200_000 };

/** Imports that a module waits for; `import(...)` loads later and does not count. */
const STATIC_IMPORT = /\b(?:import|from)\s*["'](\.{1,2}\/[^"']+)["']/g;

/**
 * A built file and everything it imports statically.
 * @param {string} entry
 * @param {(file: string) => string} read
 * @returns {string[]}
 */
export function loadedWith(entry, read) {
  const files = new Set([entry]);
  for (const file of files) {
    for (const [, path] of read(file).matchAll(STATIC_IMPORT)) files.add(posix.join(posix.dirname(file), String(path)));
  }
  return [...files];
}

/**
 * Sizes of what the page and the engine worker load first.
 * @param {string} folder the build
 * @returns {{ name: keyof typeof BUDGETS, bytes: number }[]} bytes after gzip
 */
export function firstLoads(folder) {
  /** @param {string} file */
  const read = (file) => readFileSync(join(folder, file), 'utf8');
  /** @param {string} entry */
  const size = (entry) => loadedWith(entry, read).reduce((sum, file) => sum + gzipSync(read(file)).length, 0);
  const page = JSON.parse(read('.vite/manifest.json'))['index.html']?.file;
  const workers = join(folder, 'workers');
  const engine = existsSync(workers) ? readdirSync(workers).find((name) => /^engine.*\.js$/.test(name)) : undefined;
  if (!page || !engine) throw new Error(`The build has no ${page ? 'engine worker (workers/engine*.js)' : 'page'}.`);
  return [
    { name: 'first load', bytes: size(page) },
    { name: 'engine worker', bytes: size(`workers/${engine}`) },
  ];
}
