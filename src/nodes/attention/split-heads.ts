// One wide row per token to one narrow row per token and head.
import type { Dim } from '../../tensor/dim';
import { divDim } from '../../tensor/dim';
import { sizeWords } from '../axes';
import { defineNode, NodeError, type NodeOps } from '../node';
import { integer } from '../params';

function widthOfHead(t: NodeOps, hd: Dim, heads: number): Dim {
  const exact = divDim(hd, heads);
  if (exact !== null) return exact;
  const width = t.concrete(hd);
  if (width % heads === 0) return width / heads;
  throw new NodeError(`a width of ${sizeWords(hd, width)} does not divide into ${heads} heads`, {
    ports: ['x'],
    param: 'heads',
    code: 'param',
    advice: 'Choose a number of heads that divides the width.',
  });
}

export const splitHeads = defineNode({
  id: 'split-heads',
  title: 'Split heads',
  category: 'attention',
  summary: 'Cuts every row into equal parts, one for each head.',
  formula: String.raw`x \in \mathbb{R}^{T \times hd} \to x' \in \mathbb{R}^{h \times T \times d}`,
  inputs: { x: { shape: '... T hd', doc: 'the rows of all heads beside one another' } },
  outputs: { out: { shape: '... h T d', doc: 'one tensor of rows per head' } },
  params: { heads: integer(2, { min: 1, max: 4096, doc: 'how many parts' }) },
  tag: ({ heads }) => `h = ${heads}`,
  body(t, { x }, { heads }, { dims: { T, hd } }) {
    const lead = x.dims.slice(0, -2);
    const parts = t.reshape(x, [...lead, T, heads, widthOfHead(t, hd, heads)]);
    const n = lead.length;
    return { out: t.permute(parts, [...lead.keys(), n + 1, n, n + 2]) };
  },
  example: {
    inputs: { x: { shape: [3, 4] } },
    variants: [{ params: { heads: 1 } }, { params: { heads: 3 }, inputs: { x: { shape: [2, 5, 6] } } }],
  },
});
