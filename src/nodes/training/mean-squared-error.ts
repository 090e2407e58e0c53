// How far a prediction lies from its target.
import { requireEqualSizes } from '../axes';
import { defineNode } from '../node';

export const meanSquaredError = defineNode({
  id: 'mean-squared-error',
  title: 'Mean squared error',
  category: 'training',
  summary: 'Averages the squared differences of two tensors.',
  formula: String.raw`L = \frac{1}{n} \sum_i (p_i - y_i)^2`,
  inputs: {
    prediction: { shape: '*', doc: 'what the graph says' },
    target: { shape: '*', doc: 'what it should say: the same shape' },
  },
  outputs: { loss: { shape: '', doc: 'mean squared difference' } },
  params: {},
  body(t, { prediction, target }) {
    requireEqualSizes(t, 'Mean squared error', [prediction, target], { ports: ['prediction', 'target'] });
    const apart = t.sub(prediction, target);
    return { loss: t.mean(t.mul(apart, apart), [...apart.dims.keys()]) };
  },
  example: {
    inputs: { prediction: { shape: [3, 4] }, target: { shape: [3, 4] } },
    variants: [{ params: {}, inputs: { prediction: { shape: [] }, target: { shape: [] } } }],
  },
});
