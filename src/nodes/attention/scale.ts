// One factor for every cell.
import { defineNode, NodeError } from '../node';
import { choice, number } from '../params';

export const scale = defineNode({
  id: 'scale',
  title: 'Scale',
  category: 'attention',
  summary: 'Multiplies every cell by one number.',
  formula: String.raw`y = c\,x \quad \text{or} \quad y = \frac{x}{\sqrt{d}}`,
  help: 'inverse-sqrt-width divides by the square root of the width of what is wired to width_of, usually the keys: it keeps dot products of wide rows from growing (Vaswani et al. 2017, equation 1).',
  inputs: {
    x: { shape: '*', doc: 'any tensor' },
    width_of: { shape: '... n d', doc: 'whose width is meant; not its values', optional: true },
  },
  outputs: { out: { shape: '*', doc: 'the same shape' } },
  params: {
    by: choice(['number', 'inverse-sqrt-width'], { doc: 'what the factor is' }),
    factor: number(1, { doc: 'the number', when: ({ by }) => by === 'number' }),
  },
  tag: ({ by, factor }) => (by === 'number' ? `× ${factor}` : '÷ √d'),
  body(t, { x, width_of }, { by, factor }, { dims }) {
    if (by === 'number') return { out: t.mul(x, factor) };
    if (!width_of) {
      throw new NodeError('nothing is wired to width_of, whose width Scale divides by', {
        ports: ['width_of'],
        param: 'by',
        code: 'unwired',
        advice: 'Wire the keys to it, or scale by a number.',
      });
    }
    return { out: t.div(x, t.sqrt(t.size(dims.d))) };
  },
  example: {
    inputs: { x: { shape: [3, 4] } },
    params: { factor: 0.5 },
    variants: [
      {
        params: { by: 'inverse-sqrt-width' },
        inputs: { x: { shape: [3, 5] }, width_of: { shape: [5, 4] } },
      },
    ],
  },
});
