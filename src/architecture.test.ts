// Holds the whole source tree to its design: who may import whom, and where gpu.js, React and the DOM may appear.
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { architectureProblems, type Sources } from './testing/architecture';

function sourcesOf(folder: string): Sources {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(tsx?|css)$/.test(name));
  return Object.fromEntries(
    names.map((name) => [name.split(sep).join('/'), readFileSync(join(folder, name), 'utf8')] as const),
  );
}

/** The problems of a tree of these files, each given without its first comment. */
const problemsOf = (files: Sources): string[] =>
  architectureProblems(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, `// about\n${text}`])));

describe('the source tree', () => {
  it('is as designed', () => {
    const sources = sourcesOf(import.meta.dirname);
    expect(Object.keys(sources)).toContain('tensor/dim.ts');
    expect(architectureProblems(sources)).toEqual([]);
  });
});

describe('the import direction', () => {
  it.each([
    ['an import', "import { a } from '../ops/op';"],
    ['a type', "import type { A } from '../ops/op';"],
    ['a type in place', "export type A = import('../ops/op').A;"],
    ['a re-export', "export { a } from '../ops/op';"],
    ['a lazy import', "export const a = () => import('../ops/op');"],
    ['a worker', "new Thread(new URL('../ops/op.ts', import.meta.url));"],
  ])('refuses %s from the right', (_, text) => {
    const files = { 'ops/op.ts': '', 'tensor/a.ts': text };
    expect(problemsOf(files)).toEqual(['tensor/a.ts imports ops/op.ts: tensor does not stand on ops']);
  });

  it('allows imports from the left and within a layer, and everything beside the layers', () => {
    const files = {
      'tensor/a.ts': '',
      'ops/b.ts': "import '../tensor/a'; import './c';",
      'ops/c.ts': '',
      'main.tsx': "import './ops/b';",
      'whole.test.ts': "import './ops/b';",
    };
    expect(problemsOf(files)).toEqual([]);
  });

  it('refuses siblings, files beside the layers, and folders that are no layer', () => {
    const files = {
      'exporters/a.ts': '',
      'training/b.ts': "import '../exporters/a';",
      'ui/c.ts': "import '../main'; import '../cli/d';",
      'cli/d.ts': '',
      'main.tsx': '',
      'utils/e.ts': '',
    };
    expect(problemsOf(files)).toEqual([
      'training/b.ts imports exporters/a.ts: training does not stand on exporters',
      'ui/c.ts imports main.tsx: ui does not stand on src',
      'ui/c.ts imports cli/d.ts: ui does not stand on cli',
      'utils/e.ts: utils/ is no layer',
    ]);
  });

  it('keeps what only tests use out of the application', () => {
    const text = "import '../testing/counts';";
    expect(problemsOf({ 'testing/counts.ts': '', 'ops/a.ts': text, 'ops/a.test.ts': text })).toEqual([
      'ops/a.ts imports testing/counts.ts, which only tests may',
    ]);
  });
});

describe('import circles', () => {
  it('are found over several files, types included, and named once', () => {
    const files = {
      'ops/a.ts': "import './b';",
      'ops/b.ts': "import type { C } from './c'; import './d';",
      'ops/c.ts': "import './a';",
      'ops/d.ts': '',
    };
    expect(problemsOf(files)).toEqual(['circle: ops/a.ts -> ops/b.ts -> ops/c.ts -> ops/a.ts']);
  });
});

describe('places', () => {
  it.each([
    ['gpu.js', 'ops/a.ts', 'kernels/a.ts'],
    ['react', 'store/a.ts', 'ui/shell/a.tsx'],
    ['react-dom/client', 'worker/a.ts', 'main.tsx'],
    ['zustand', 'store/a.ts', 'ui/a.ts'],
    ['@xyflow/react', 'ui/palette/a.ts', 'ui/canvas/a.ts'],
    ['node:fs', 'execution/a.ts', 'cli/a.ts'],
  ])('%s is refused in %s and allowed in %s', (name, wrong, right) => {
    const text = `import { a } from '${name}';`;
    expect(problemsOf({ [wrong]: text, [right]: text })).toEqual([expect.stringContaining(`${wrong} imports ${name}`)]);
  });

  it.each([
    ['document', 'export const title = () => document.title;'],
    ['window', 'export type Size = typeof window.innerWidth;'],
    ['Worker', "export const start = () => new Worker('x');"],
    ['HTMLElement', 'export const width = (of: HTMLElement) => of;'],
    ['localStorage', 'export const { length } = localStorage;'],
  ])('the DOM (%s) is refused outside the interface, the worker and persistence', (name, text) => {
    const files = {
      'ops/a.ts': text,
      'store/history.ts': text,
      'store/persistence.ts': text,
      'worker/client.ts': text,
      'ui/a.ts': text,
      'main.tsx': text,
      'ops/a.browser.test.ts': text,
    };
    expect(problemsOf(files)).toEqual([
      `ops/a.ts uses ${name}: no place for the DOM`,
      `store/history.ts uses ${name}: no place for the DOM`,
    ]);
  });

  it('a name of our own is not the DOM', () => {
    const files = {
      'store/a.ts': 'export const rename = (document: Doc, title: string) => ({ ...document, title });',
      'store/b.ts': 'export const saved = ({ document }: State) => document.title; // window',
      'store/c.ts': "import { Node } from './d'; export const node: Node = { history: 'window' };",
      'store/d.ts': 'export interface Node { readonly history: string }',
      'store/e.ts': 'export const last = (of: Store) => of.document.history;',
    };
    expect(problemsOf(files)).toEqual([]);
  });

  it('the command line reaches no file that uses the DOM', () => {
    const files = {
      'cli/main.ts': "import '../worker/session';",
      'worker/session.ts': "import './client';",
      'worker/client.ts': "new Worker('x');",
    };
    expect(problemsOf(files)).toEqual(['worker/client.ts uses Worker, and cli/ reaches it']);
  });
});

describe('the form of files', () => {
  it('is a boundary comment first in code, and at most 350 lines everywhere', () => {
    const long = (lines: number): string => Array.from({ length: lines }, () => '// line').join('\n');
    const files = {
      'ops/a.ts': 'export {};',
      'ops/b.ts': `#!/usr/bin/env node\n${long(349)}\n`,
      'ops/c.css': long(351),
    };
    expect(architectureProblems(files)).toEqual([
      'ops/a.ts does not start with the comment that states its boundary',
      'ops/c.css has 351 lines: over 350',
    ]);
  });
});
