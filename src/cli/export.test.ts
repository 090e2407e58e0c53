// Exports and differences on the command line: what is written, what is said before, and the exit code.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSafetensors } from '../exporters/safetensors';
import { execute } from './commands';
import { standardTerminal } from './terminal';

const real = standardTerminal();
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'export-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Files are real; `said` is standard output and error in the order in which they came. */
async function run(...words: string[]) {
  const said: string[] = [];
  const code = await execute(words, {
    ...real,
    print: (text) => said.push(text),
    remark: (text) => said.push(`! ${text}`),
    write(path, bytes) {
      said.push('(writes)');
      real.write(path, bytes);
    },
  });
  return { code, said };
}

const at = (name: string): string => join(folder, name);
const graph = (nodes: object[], more: object = {}) => ({
  format: 'attention-graph',
  version: 1,
  nodes,
  edges: [],
  ...more,
});

describe('export', () => {
  it.each(['pytorch', 'onnx', 'safetensors', 'svg', 'html', 'json'])(
    'writes %s, and nothing but whole files',
    async (format) => {
      const { code, said } = await run('export', 'causal-attention', '--format', format, '--out', at('it.x'));
      expect([code, said.at(-1)]).toEqual([0, at('it.x')]);
      expect(readdirSync(folder)).toEqual(['it.x']);
      expect(readFileSync(at('it.x')).length).toBeGreaterThan(100);
    },
  );

  it('writes PyTorch of many numbers with the numbers beside it, under the name of the code', async () => {
    const { said } = await run('export', 'transformer', '--format', 'pytorch', '--out', at('net.py'));
    expect(said.at(-1)).toBe(`${at('net.py')}\n${at('net.safetensors')}`);
    expect(readSafetensors(readFileSync(at('net.safetensors'))).tensors.map(({ name }) => name)).toContain(
      'output.weight',
    );
  });

  it('writes weights under their names in the graph, and JSON that opens again', async () => {
    await run('export', 'causal-attention', '--format', 'safetensors', '--out', at('w'));
    const { tensors } = readSafetensors(readFileSync(at('w')));
    expect(tensors.map(({ name, shape }) => [name, shape])).toContainEqual(['query.weight', [3, 2]]);
    await run('export', 'causal-attention', '--format', 'json', '--out', at('g.json'));
    expect((await run('diff', 'causal-attention', at('g.json'))).code).toBe(0);
  });

  it('draws the values inside of loops, at their last step', async () => {
    const { said } = await run('export', 'bahdanau-attention', '--format', 'svg', '--out', at('b.svg'));
    expect(said).toEqual(['(writes)', at('b.svg')]);
    expect(readFileSync(at('b.svg'), 'utf8').match(/>At step 3 of 3</g)).toHaveLength(3);
  });

  it('says what is left out before it writes', async () => {
    const nodes = [
      { id: 'x', type: 'tensor' },
      { id: 'q', type: 'linear', label: 'Lost' },
    ];
    writeFileSync(at('a.json'), JSON.stringify(graph(nodes)));
    const { code, said } = await run('export', at('a.json'), '--format', 'pytorch', '--out', at('a.py'));
    expect(code).toBe(0);
    expect(said).toEqual(['! "Lost" is left out: nothing is wired to x.', '(writes)', at('a.py')]);
  });

  it('keeps an older file when it cannot be written, and says so', async () => {
    const { code, said } = await run('export', 'causal-attention', '--format', 'onnx', '--out', at('no/such.onnx'));
    expect([code, said.at(-1)]).toEqual([1, expect.stringContaining('such.onnx cannot be written: ENOENT')]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('has no weights to write', async () => {
    writeFileSync(at('a.json'), JSON.stringify(graph([{ id: 'x', type: 'tensor' }])));
    const { code, said } = await run('export', at('a.json'), '--format', 'safetensors', '--out', at('w'));
    expect([code, said]).toEqual([1, ['! this graph has no weights']]);
  });

  it.each([
    [['export', 'a'], '--format takes pytorch'],
    [['export', 'a', '--format', 'toml', '--out', 'b'], 'not toml'],
    [['export', 'a', '--format', 'onnx'], 'Give --out PATH.'],
    [['diff', 'a'], 'Give two files, A and B.'],
  ])('%j is wrong usage', async (words, remark) => {
    const { code, said } = await run(...words);
    expect([code, said[0]]).toEqual([2, expect.stringContaining(remark)]);
  });
});

describe('diff', () => {
  it('prints what differs, one line each', async () => {
    const before = graph(
      [
        { id: 'x', type: 'tensor' },
        { id: 'y', type: 'linear', params: { features: 2 } },
        { id: 'old', type: 'softmax' },
      ],
      { title: 'A', edges: [{ source: 'x', sourcePort: 'out', target: 'y', targetPort: 'x' }] },
    );
    const after = graph(
      [
        { id: 'x', type: 'tensor', label: 'Rows' },
        { id: 'y', type: 'linear', params: { features: 3, bias: true } },
        { id: 'new', type: 'softmax' },
      ],
      { title: 'B', weights: { 'y.weight': { scheme: 'ones', seed: 0 } } },
    );
    writeFileSync(at('a.json'), JSON.stringify(before));
    writeFileSync(at('b.json'), JSON.stringify(after));
    expect(await run('diff', at('a.json'), at('b.json'))).toEqual({
      code: 1,
      said: [
        '- node old',
        '~ node x label: nothing → "Rows"',
        '~ node y params.features: 2 → 3',
        '+ node new',
        '- wire x.out > y.x',
        '+ weight y.weight',
        '~ title: "A" → "B"',
      ],
    });
    expect(await run('diff', at('a.json'), at('a.json'))).toEqual({ code: 0, said: [] });
  });
});
