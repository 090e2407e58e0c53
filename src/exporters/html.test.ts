// An exported page: its policy lets its own script run and nothing else, and users' words stay words.
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Steps, Values } from '../drawing/steps';
import { serializeGraph } from '../graph/serialize';
import { check, node, wires } from '../testing/build';
import { engineValues } from '../testing/engineValues';
import { tanhOfSums } from '../testing/loopGraphs';
import { exportHtml, SCRIPT_HASH } from './html';
import { readPicture } from './pictureFile';

const HOSTILE = '</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)> "';
const graph = {
  title: HOSTILE,
  nodes: [
    node('x', 'tensor', { values: [[1, -2]] }, { label: HOSTILE }),
    node('mask', 'mask', { kind: 'causal' }),
    node('text', 'text', { text: `${HOSTILE} end` }),
  ],
  edges: wires('x.out > mask.scores'),
};

async function exported() {
  const checked = check(graph);
  const values: Values = Object.fromEntries(
    [...(await engineValues(checked))].map(([name, value], key) => [name, { ...value, key }]),
  );
  const { files, losses } = exportHtml(checked, { name: 'it', theme: 'dark', values });
  return { files, losses, text: new TextDecoder().decode(files[0]?.bytes) };
}

const scripts = (text: string): string[][] =>
  [...text.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)].map(([, attributes = '', body = '']) => [
    attributes,
    body,
  ]);

it('has two scripts: data, and the one whose hash is in the policy', async () => {
  const { text, files } = await exported();
  const [data, viewer, ...others] = scripts(text);
  expect([files[0]?.name, others]).toEqual(['it.html', []]);
  expect(data?.[0]).toBe(' type="application/json" id="values"');
  expect(
    `sha256-${createHash('sha256')
      .update(viewer?.[1] ?? '')
      .digest('base64')}`,
  ).toBe(SCRIPT_HASH);
  expect(text).toContain(`script-src '${SCRIPT_HASH}';`);
  expect(text).not.toMatch(/<img|<!--|unsafe-eval|https?:\/\/(?!www\.w3\.org\/2000\/svg")/);
});

it('carries every value with its words, exact numbers and masks', async () => {
  const { text, losses } = await exported();
  const { nodes, tints } = JSON.parse(scripts(text)[0]?.[1] ?? '');
  expect(losses).toEqual([]);
  expect(nodes.map(({ title, values }: { title: string; values: unknown[] }) => [title, values.length])).toEqual([
    [HOSTILE, 1],
    ['Mask', 1],
    ['Text', 1],
  ]);
  const [matrix] = nodes[1].values[0].matrices;
  expect(nodes[1].values[0].name).toBe('scores, 1 × 2');
  expect(matrix).toMatchObject({ rows: ['T1'], columns: ['d1', 'd2'], cells: ['1.0000', '−∞'], exact: ['1', '−∞'] });
  expect(matrix.tints).toEqual([129, -1]);
  expect(tints).toHaveLength(130);
});

it('says at which step it shows a loop', () => {
  const checked = check(tanhOfSums('Sum <so far>'));
  const values: Values = { 'sum.out': { shape: [3, 1, 1], data: Float32Array.of(1, 3, 6), key: 0 } };
  const look = { name: 'it', theme: 'light', values } as const;
  const said = (steps: Steps) => new TextDecoder().decode(exportHtml(checked, { ...look, steps }).files[0]?.bytes);
  expect(said({ loop: 1 })).toContain('What repeats is shown once: Sum &lt;so far&gt; at step 2 of 3.</p>');
  expect(said({ loop: 1 })).toContain('>At step 2 of 3</text>');
  expect(said({})).toContain('at step 3 of 3.</p>');
});

it('has as many bytes as pages may have, and no more', () => {
  const options = { name: 'it', theme: 'light' } as const;
  const size = exportHtml(check(graph), options).files[0]?.bytes.length ?? 0;
  expect(exportHtml(check(graph), options, size).files).toHaveLength(1);
  expect(() => exportHtml(check(graph), options, size - 1)).toThrow(/the page would have .*: export a picture instead/);
});

it('opens again as the graph that it shows', async () => {
  const { files } = await exported();
  const parsed = readPicture(files[0]?.bytes ?? new Uint8Array());
  expect('graph' in parsed && serializeGraph(parsed.graph)).toBe(serializeGraph(graph));
});
