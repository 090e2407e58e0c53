// What counts as loaded first.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { firstFiles, firstLoads, loadedWith } from './bundle.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function build(files: Record<string, string>, manifest: object): void {
  for (const [path, text] of Object.entries({ ...files, '.vite/manifest.json': JSON.stringify(manifest) })) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const FILES = {
  'assets/main-1.js': 'import"./shared-3.js";import("./canvas-2.js");import("./dialog-4.js");',
  'assets/canvas-2.js': 'import"./shared-3.js";',
  'assets/shared-3.js': 'export{};',
  'assets/dialog-4.js': 'export{};',
  'workers/engine.worker-5.js': 'onmessage=()=>{};',
};
const MAIN = { name: 'main', file: 'assets/main-1.js' };
const CANVAS = { name: 'canvas', file: 'assets/canvas-2.js' };

it('follows static imports through circles, and leaves lazy ones', () => {
  const files: Record<string, string> = {
    'assets/index.js': 'import{a as b}from"./a.js";import"./b.js";const later=()=>import("./lazy.js");',
    'assets/a.js': 'export*from"../shared/c.js";',
    'assets/b.js': 'import { x } from "./a.js";',
    'shared/c.js': 'import "../assets/index.js"',
  };
  const read = (file: string): string => {
    const text = files[file];
    if (text === undefined) throw new Error(`read ${file}`);
    return text;
  };
  expect(loadedWith(['assets/index.js'], read).sort()).toEqual(Object.keys(files).sort());
});

it('counts what starts the page, then what the canvas adds', () => {
  build(FILES, {
    a: { ...MAIN, file: 'assets/main.css' },
    b: MAIN,
    c: CANVAS,
    d: { name: 'Dialog', file: 'assets/dialog-4.js' },
  });
  expect(firstFiles(folder)).toEqual(['assets/main-1.js', 'assets/shared-3.js']);
  const zipped = (...paths: (keyof typeof FILES)[]) =>
    paths.reduce((sum, path) => sum + gzipSync(FILES[path]).length, 0);
  expect(firstLoads(folder)).toEqual([
    { name: 'first load', bytes: zipped('assets/main-1.js', 'assets/shared-3.js') },
    { name: 'canvas', bytes: zipped('assets/canvas-2.js') },
    { name: 'engine worker', bytes: zipped('workers/engine.worker-5.js') },
  ]);
});

it('says so when a part is not a file of the build', () => {
  build(FILES, { b: MAIN });
  expect(() => firstLoads(folder)).toThrow('The build has no file of ui/canvas/Canvas.tsx');
});
