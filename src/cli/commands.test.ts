// The command line as its users see it: what is printed, what is remarked, and the exit code.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { execute } from './commands';

const bytes = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

const node = (id: string, type: string, params: object = {}) => ({ id, type, position: { x: 0, y: 0 }, params });
const wire = (id: string, from: string, to: string) => {
  const [[source, sourcePort], [target, targetPort]] = [from.split('.'), to.split('.')];
  return { id, source, sourcePort, target, targetPort };
};
const graph = (nodes: object[], edges: object[], rest: object = {}) => ({
  format: 'attention-graph',
  version: 1,
  nodes,
  edges,
  ...rest,
});

/** y = x W with W of ones. */
const linear = graph(
  [
    node('x', 'tensor', {
      values: [
        [1, 2],
        [3, 4],
      ],
    }),
    node('y', 'linear', { features: 1, bias: false }),
  ],
  [wire('e1', 'x.out', 'y.x')],
  { weights: { 'y.weight': { scheme: 'ones', seed: 0 } } },
);
const masked = graph(
  [
    node('s', 'tensor', {
      values: [
        [1, 2],
        [3, 4],
      ],
    }),
    node('m', 'mask'),
  ],
  [wire('e1', 's.out', 'm.scores')],
);
const broken = graph([node('q', 'linear', { features: 0 }), node('x', 'tensor')], []);

async function said(words: string, files: Readonly<Record<string, unknown>> = {}) {
  const [printed, remarks]: [string[], string[]] = [[], []];
  const written = new Map<string, Uint8Array>();
  const code = await execute(words === '' ? [] : words.split(' '), {
    print: (text) => printed.push(text),
    shipped: (name) => readFileSync(new URL(`../../public/${name}`, import.meta.url)),
    remark: (text) => remarks.push(text),
    read(path) {
      if (Object.hasOwn(files, path)) return bytes(files[path]);
      throw new Error('no such file');
    },
    write: (path, bytes) => written.set(path, bytes),
  });
  return { code, printed: printed.join('\n'), remarks: remarks.join('\n'), written };
}

describe('presets', () => {
  it('lists the attention graphs and the systems, each in their order', async () => {
    const { code, printed } = await said('presets');
    expect(code).toBe(0);
    expect(printed.split('\n').map((line) => line.split(' ')[0])).toEqual([
      'simplified-self-attention.json',
      'self-attention.json',
      'self-attention-v2.json',
      'causal-attention.json',
      'multi-head-attention.json',
      'multi-head-attention-split.json',
      'rnn-encoder-decoder.json',
      'lstm-encoder-decoder.json',
      'bahdanau-attention.json',
      'transformer.json',
      'gpt-block.json',
      'lag-recall-rnn.json',
      'lag-recall-lstm.json',
      'lag-recall-lstm-long-memory.json',
      'lag-recall-rnn-attention.json',
      'reverse.json',
      'induction-one-layer.json',
      'induction-two-layers.json',
      'cat-sentence.json',
    ]);
    const { printed: json } = await said('presets --json');
    expect(JSON.parse(json)[3]).toEqual({
      file: 'causal-attention.json',
      title: 'Causal attention',
      group: 'attention',
      year: 2017,
    });
  });
});

describe('check', () => {
  it('says nothing about a sound graph', async () => {
    expect(await said('check a.json', { 'a.json': linear })).toMatchObject({ code: 0, printed: '', remarks: '' });
    expect((await said('check -', { '-': linear })).code).toBe(0);
  });

  it('prints one JSON line per problem, with its path in the file', async () => {
    const { code, printed } = await said('check a.json', { 'a.json': broken });
    expect(code).toBe(1);
    expect(JSON.parse(printed)).toEqual({
      path: 'nodes[0].params.features',
      code: 'param',
      message: expect.stringMatching(/^q: features is 0, but must be at least 1\./),
    });
  });

  it('prints what keeps a file from loading the same way', async () => {
    const { code, printed } = await said('check a.json', { 'a.json': '{"format": 1e999}' });
    expect(code).toBe(1);
    expect(JSON.parse(printed)).toMatchObject({ path: 'format', code: 'not-finite' });
  });
});

describe('run', () => {
  it('prints every output as JSON', async () => {
    const { code, printed } = await said('run a.json --json', { 'a.json': linear });
    expect(code).toBe(0);
    expect(JSON.parse(printed)).toEqual({
      backend: 'cpu',
      outputs: { 'x.out': { shape: [2, 2], data: [1, 2, 3, 4] }, 'y.out': { shape: [2, 1], data: [3, 7] } },
    });
  });

  it('runs on the backend that is asked for', async () => {
    const { printed } = await said('run a.json --json --backend webasm', { 'a.json': linear });
    expect(JSON.parse(printed)).toMatchObject({ backend: 'webasm', outputs: { 'y.out': { data: [3, 7] } } });
  });

  it('sets params for this run', async () => {
    const { printed } = await said('run a.json --json --set x.values=[[5]] --set y.features=2', { 'a.json': linear });
    expect(JSON.parse(printed).outputs['y.out']).toEqual({ shape: [1, 2], data: [5, 5] });
  });

  it('draws weights anew that no longer fit a setting, and keeps the rows of words that stay', async () => {
    const words = graph(
      [node('t', 'text', { text: 'a b' }), node('e', 'embedding', { width: 1 })],
      [wire('e1', 't.tokens', 'e.tokens')],
      {
        weights: { 'e.weight': { shape: [2, 1], data: [5, 6] } },
      },
    );
    const files = { 'a.json': words };
    const kept = JSON.parse((await said('run a.json --json --set t.text="b"', files)).printed);
    expect(kept.outputs['e.out']).toEqual({ shape: [1, 1], data: [6] });
    const wider = await said('run a.json --json --set e.width=2', files);
    expect([wider.code, JSON.parse(wider.printed).outputs['e.out'].shape]).toEqual([0, [2, 2]]);
  });

  it('writes forbidden scores as "-inf"', async () => {
    const { printed } = await said('run a.json --json', { 'a.json': masked });
    expect(JSON.parse(printed).outputs['m.scores'].data).toEqual([1, '-inf', 3, 4]);
  });

  it('prints tables for people', async () => {
    const { printed } = await said('run a.json', { 'a.json': masked });
    expect(printed).toBe(
      's.out  T × d = 2 × 2\n  1  2\n  3  4\n\nm.scores  T × d = 2 × 2\n          1  -Infinity\n          3          4\n\ncpu',
    );
  });

  it('runs what can run, says what cannot, and ends with 1', async () => {
    const { code, printed, remarks } = await said('run a.json --json', { 'a.json': broken });
    expect(code).toBe(1);
    expect(Object.keys(JSON.parse(printed).outputs)).toEqual(['x.out']);
    expect(remarks).toMatch(/^q: features is 0/);
  });

  it('takes a preset by its name', async () => {
    const { printed } = await said('run self-attention --json');
    expect(JSON.parse(printed).outputs['context.context'].shape).toEqual([6, 2]);
  });
});

describe('gradients', () => {
  it('are those of the sum of a port, by weight and tensor', async () => {
    const { code, printed } = await said('gradients a.json --loss y.out --json', { 'a.json': linear });
    expect(code).toBe(0);
    expect(JSON.parse(printed)).toEqual({
      grads: { 'x.out': { shape: [2, 2], data: [1, 1, 1, 1] }, 'y.weight': { shape: [2, 1], data: [4, 6] } },
    });
  });

  it('are weighed by a cotangent', async () => {
    const files = { 'a.json': linear, 'c.json': { shape: [2, 1], data: [1, 0] } };
    const { printed } = await said('gradients a.json --loss y.out --cotangent c.json --json', files);
    expect(JSON.parse(printed).grads['y.weight'].data).toEqual([1, 2]);
  });

  it('refuse a cotangent that does not fit, and a port that does not run', async () => {
    const wrong = { 'a.json': linear, 'c.json': { shape: [3], data: [1, 0, 0] }, 'd.json': { shape: [2], data: [1] } };
    const shape = await said('gradients a.json --loss y.out --cotangent c.json', wrong);
    expect([shape.code, shape.remarks]).toEqual([1, 'the cotangent is [3], but y.out is [2, 1]']);
    const data = await said('gradients a.json --loss y.out --cotangent d.json', wrong);
    expect([data.code, data.remarks]).toEqual([1, 'd.json: data: has 1 numbers, but [2] takes 2']);
    const port = await said('gradients a.json --loss q.out', { 'a.json': broken });
    expect(port).toMatchObject({ code: 1, remarks: expect.stringMatching(/^q\.out does not run\. q: features is 0/) });
  });
});

describe('wrong usage', () => {
  it.each([
    ['', 'Give a command.'],
    ['dance', 'There is no command dance.'],
    ['constructor', 'There is no command constructor.'],
    ['check', 'Give one FILE.'],
    ['run a.json b.json', 'Give one FILE.'],
    ['run nowhere.json', 'nowhere.json cannot be read: no such file.'],
    ['run a.json --backend gpu', '--backend takes cpu or webasm or wasm, not gpu.'],
    ['run a.json --colour', "Unknown option '--colour'"],
    ['run a.json --set y', '--set takes NODE.PARAM=JSON, not y'],
    ['run a.json --set y.features=two', 'the file is not JSON'],
    ['run a.json --set y.features="two"', '--set y.features="two": y.features: must be a number, but is "two"'],
    ['run a.json --set z.features=2', 'there is no node "z"'],
    ['gradients a.json', 'Give --loss NODE.PORT.'],
    ['gradients a.json --loss y', '--loss takes NODE.PORT of this graph, not y'],
    ['gradients a.json --loss y.sum', 'y has no output sum; it has out'],
  ])('"%s" ends with 2 and prints nothing', async (words, remark) => {
    const { code, printed, remarks } = await said(words, { 'a.json': linear });
    expect([code, printed]).toEqual([2, '']);
    expect(remarks).toContain(remark);
    expect(remarks).toContain('Usage:');
  });
});
