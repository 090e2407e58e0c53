// What counts as loaded first.
import { expect, it } from 'vitest';
import { loadedWith } from './bundle.mjs';

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
  expect(loadedWith('assets/index.js', read).sort()).toEqual(Object.keys(files).sort());
});
