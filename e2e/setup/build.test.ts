// When something is built anew, and how a build takes its place.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFresh, putInPlace } from './build.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'build-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a file, with its folders, as if at a time in seconds. */
function file(path: string, seconds: number, text = ''): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
  for (const aged of [path, join(path, '..')]) utimesSync(join(folder, aged), seconds, seconds);
}
const fresh = (): boolean => isFresh(join(folder, 'out'), [join(folder, 'src'), join(folder, 'missing')]);

describe('a build', () => {
  it('is fresh while every source is older', () => {
    file('src/deep/a.ts', 100);
    utimesSync(join(folder, 'src'), 100, 100);
    expect(fresh()).toBe(false);
    file('out/.built', 200);
    expect(fresh()).toBe(true);
  });

  it('is stale after an edit and after a deletion', () => {
    file('src/deep/a.ts', 100);
    file('src/b.ts', 100);
    file('out/.built', 200);
    file('src/deep/a.ts', 300);
    expect(fresh()).toBe(false);
    file('out/.built', 400);
    expect(fresh()).toBe(true);
    rmSync(join(folder, 'src/b.ts'));
    expect(fresh()).toBe(false);
  });

  it('replaces the one before and leaves nothing else', () => {
    file('out/a.js', 100, 'old');
    file('.made/a.js', 100, 'new');
    putInPlace(join(folder, '.made'), join(folder, 'out'));
    expect(readFileSync(join(folder, 'out/a.js'), 'utf8')).toBe('new');
    expect(['.made', '.made-old'].filter((name) => existsSync(join(folder, name)))).toEqual([]);
  });
});
