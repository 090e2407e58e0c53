// Every row brought to a common size.
import { defineNode, type WeightSpec } from '../node';
import { choice, number } from '../params';

export const layerNorm = defineNode({
  id: 'layer-norm',
  title: 'Layer norm',
  category: 'layer',
  summary: 'Brings every row to mean 0 and variance 1, then scales and shifts it.',
  formula: String.raw`y = \frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}} \odot g + b`,
  help: 'The variance divides by the width, not by the width minus one (Ba et al. 2016). rms leaves out the mean and the shift: x over its root mean square (Zhang and Sennrich 2019).',
  inputs: { x: { shape: '... n d', doc: 'rows of width d' } },
  outputs: { out: { shape: '... n d', doc: 'rows of a common size' } },
  params: {
    epsilon: number(1e-5, {
      min: 0,
      max: 1,
      doc: 'added to the variance, so that equal numbers do not divide by zero',
    }),
    kind: choice(['layer', 'rms'], { doc: 'with or without taking the mean away' }),
  },
  tag: ({ kind }) => (kind === 'rms' ? 'rms' : ''),
  weights({ d }, { kind }): { scale: WeightSpec; shift?: WeightSpec } {
    const scale: WeightSpec = { dims: [d], init: 'ones' };
    return kind === 'rms' ? { scale } : { scale, shift: { dims: [d], init: 'zeros' } };
  },
  body(t, { x }, { epsilon, kind }, { weights: { scale, shift } }) {
    const centred = kind === 'rms' ? x : t.sub(x, t.mean(x, [-1], true));
    const spread = t.sqrt(t.add(t.mean(t.mul(centred, centred), [-1], true), epsilon));
    const scaled = t.mul(t.div(centred, spread), scale);
    return { out: shift ? t.add(scaled, shift) : scaled };
  },
  example: {
    inputs: { x: { shape: [3, 4] } },
    variants: [{ params: { kind: 'rms' } }, { params: { epsilon: 0.1 } }],
  },
});
