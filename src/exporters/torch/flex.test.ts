// score_mod and mask_mod for FlexAttention: what is said, and that it holds over the whole grid of indices.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTorch } from '../../../e2e/setup/torch.mjs';
import type { Graph } from '../../graph/graph';
import type { Tensor } from '../../tensor/tensor';
import { check, node, wires } from '../../testing/build';
import { engineValues } from '../../testing/engineValues';
import { TorchRunner } from '../../testing/torchRunner';
import { fixedSizes } from '../chosen';
import { exportFlex } from '../pytorch';
import { tensorText } from '../tensorText';
import { type FlexMod, flexMods } from './flex';
import { Names } from './names';

const values = Array.from({ length: 4 }, (_, i) => Array.from({ length: 6 }, (_, j) => Math.cos(i * 6 + j)));
const between = (...parts: readonly [type: string, params: object][]): Graph => ({
  nodes: [
    node('scores', 'tensor', { values }),
    ...parts.map(([type, params], k) => node(`part-${k}`, type, { ...params })),
    node('softmax', 'softmax'),
  ],
  edges: wires(
    ...parts.map(
      ([type], k) =>
        `${k === 0 ? 'scores.out' : portOf(parts[k - 1]?.[0], k - 1)} > part-${k}.${type === 'mask' ? 'scores' : 'x'}`,
    ),
    `${portOf(parts.at(-1)?.[0], parts.length - 1)} > softmax.scores`,
  ),
});
const portOf = (type: string | undefined, k: number): string => `part-${k}.${type === 'mask' ? 'scores' : 'out'}`;

function modsOf(graph: Graph): FlexMod[] {
  const checked = check(graph);
  return flexMods(checked, fixedSizes(checked), new Names());
}
const code = (...parts: readonly [string, object][]): string =>
  (modsOf(between(...parts))[0]?.code ?? '').split('\n').slice(1).join('\n');

it('a causal mask is a comparison of indices', () => {
  expect(code(['mask', {}])).toBe('def part_0_mask_mod(b, h, q_idx, kv_idx):\n    return kv_idx <= q_idx');
});

it('a mask that ends with the last key is made for its sizes', () => {
  expect(code(['mask', { align: 'end' }]).split('\n')).toEqual([
    'def part_0_mask_mod(T, d):',
    '    def mask_mod(b, h, q_idx, kv_idx):',
    '        return kv_idx <= q_idx + (d - T)',
    '',
    '    return mask_mod',
  ]);
});

it('arithmetic with scores is a score_mod', () => {
  expect(code(['scale', { factor: 0.5 }])).toBe(
    'def part_0_score_mod(score, b, h, q_idx, kv_idx):\n    return score * 0.5',
  );
});

it('an input of which only the size matters is none: the scaling of attention is a score_mod', () => {
  const graph = between(['mask', {}], ['scale', { by: 'inverse-sqrt-width' }]);
  const wide = {
    nodes: [...graph.nodes, node('k', 'tensor', { values })],
    edges: [...graph.edges, ...wires('k.out > part-1.width_of')],
  };
  expect(modsOf(wide).map(({ kind }) => kind)).toEqual(['mask_mod', 'score_mod']);
});

it('they leave as a file of their own, and a graph without any says so', () => {
  const { files } = exportFlex(check(between(['mask', {}])), { name: 'it' });
  const text = new TextDecoder().decode(files[0]?.bytes);
  expect(files[0]?.name).toBe('it_flex.py');
  expect(
    text.endsWith(
      '\n\n\n# part-0, for torch.nn.attention.flex_attention (torch 2.5 or later).\ndef part_0_mask_mod(b, h, q_idx, kv_idx):\n    return kv_idx <= q_idx\n',
    ),
  ).toBe(true);
  expect(() => exportFlex(check({ nodes: [node('x', 'tensor')], edges: [] }))).toThrow('by indices alone');
});

it('what reads other tensors, or leads to no softmax, is none', () => {
  const graph: Graph = {
    nodes: [
      node('s', 'tensor', { values }),
      node('a', 'tensor', { values }),
      node('m', 'mask', { kind: 'custom' }),
      node('f', 'softmax'),
      node('x', 'scale', { factor: 2 }),
    ],
    edges: wires('s.out > m.scores', 'a.out > m.allowed', 'm.scores > f.scores', 's.out > x.x'),
  };
  expect(modsOf(graph)).toEqual([]);
});

const python = findTorch();

describe.runIf(python)('over the whole grid of indices', { timeout: 120_000 }, () => {
  let torch: TorchRunner;
  beforeAll(() => {
    torch = new TorchRunner(python as string);
  });
  afterAll(() => torch.close());

  const parts: readonly [string, object][] = [
    ...['causal', 'window', 'prefix'].flatMap((kind) =>
      ['start', 'end'].map((align): [string, object] => ['mask', { kind, align, window: 2, prefix: 2 }]),
    ),
    ['scale', { factor: -1.5 }],
    ['activation', { kind: 'silu' }],
    ['activation', { kind: 'gelu' }],
  ];
  it.each(parts)('%s %j gives what the engine gives', async (type, params) => {
    const graph = between([type, params]);
    const [mod] = modsOf(graph);
    if (!mod) throw new Error('there is no mod');
    const shown = await engineValues(check(graph));
    const [scores, expected] = ['scores.out', portOf(type, 0)].map((port) =>
      tensorText(shown.get(port) as Tensor, 'pytorch'),
    );
    const made = mod.sizes.length > 0 ? `${mod.name}(T=4, d=6)` : mod.name;
    const call =
      mod.kind === 'mask_mod' ? 'scores.masked_fill(~mod(0, 0, q, k), -float("inf"))' : 'mod(scores, 0, 0, q, k)';
    const main = `scores = ${scores}\nexpected = ${expected}\nq = torch.arange(4)[:, None]\nk = torch.arange(6)[None, :]\nmod = ${made}\ntorch.testing.assert_close(${call}, expected, rtol=1e-4, atol=1e-4)\nprint('same')`;
    const text = `import math\nimport torch\nimport torch.nn.functional as F\n${mod.code}\n${main}\n`;
    expect(await torch.run({ files: [{ name: 'mod.py', bytes: new TextEncoder().encode(text) }] })).toBe('same\n');
  });
});
