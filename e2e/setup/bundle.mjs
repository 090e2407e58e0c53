// How much JavaScript the built application loads first, against its budget. Reads the build's manifest and files.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Budgets in bytes after gzip. */
export const BUDGETS = { 'first load': 230_000, 'engine worker': 200_000 };

/** Modules under `src` that every visit fetches without being asked to, and the built file of each with all it imports. */
export const START = [
  { file: 'main', module: 'main.tsx' },
  { file: 'canvas', module: 'ui/canvas/Canvas.tsx' },
];

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
 * Scripts of the page that are fetched before a visitor does anything, relative to the build.
 * @param {string} folder the build
 * @returns {string[]}
 */
export function firstFiles(folder) {
  const read = reader(folder);
  /** @type {{ name?: string, file: string }[]} */
  const built = Object.values(JSON.parse(read('.vite/manifest.json')));
  const entries = START.map(({ file, module }) => {
    const found = built.find((one) => one.name === file && one.file.endsWith('.js'));
    if (!found) throw new Error(`The build has no file of ${module}: does the page still start with it?`);
    return found.file;
  });
  return loadedWith(entries, read);
}

/**
 * Sizes of what the page and the engine worker load first.
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
  return [
    { name: 'first load', bytes: size(firstFiles(folder)) },
    { name: 'engine worker', bytes: size(loadedWith([`workers/${engine}`], read)) },
  ];
}
