// Switches cells off at random.
import { seedFromName } from '../../tensor/random/schemes';
import { defineNode } from '../node';
import { choice, integer, number } from '../params';

export const dropout = defineNode({
  id: 'dropout',
  title: 'Dropout',
  category: 'layer',
  summary: 'Sets cells to zero at random and scales up the others.',
  formula: String.raw`y = \frac{m \odot x}{1 - p}, \quad m_{ij} \sim \mathrm{Bernoulli}(1 - p)`,
  help: 'Works while training only, unless active says always (Srivastava et al. 2014). Training draws another mask at every step and keeps it over the steps of a loop; otherwise the mask has the digits that PyTorch draws for the seed.',
  inputs: { x: { shape: '*', doc: 'any tensor' } },
  outputs: { out: { shape: '*', doc: 'the same shape' } },
  params: {
    rate: number(0.1, { min: 0, below: 1, doc: 'share of cells that become zero' }),
    seed: integer(123, {
      min: 0,
      max: 4_294_967_295,
      own: seedFromName,
      doc: 'which cells: layers of one shape and seed drop the same; one without a seed has its own',
    }),
    active: choice(['training', 'always'], { doc: 'when it works' }),
  },
  tag: ({ rate }) => String(rate),
  body(t, { x }, { rate, seed, active }, { mode }) {
    const off = rate === 0 || (active === 'training' && !mode.training);
    return { out: off ? x : t.mul(x, t.dropoutMask(x.dims, seed, 0, rate)) };
  },
  example: {
    inputs: { x: { shape: [3, 4] } },
    variants: [{ params: { rate: 0.5, active: 'always' } }, { params: { rate: 0, active: 'always' } }],
  },
});
