// A weight matrix applied to every row.
import { defineNode, type WeightSpec } from '../node';
import { choice, flag, integer } from '../params';

const ROLES = ['plain', 'query', 'key', 'value', 'output'] as const;

export const linear = defineNode({
  id: 'linear',
  title: 'Linear',
  category: 'layer',
  summary: 'Multiplies every row by a weight matrix.',
  formula: String.raw`y = x\,W + b`,
  inputs: { x: { shape: '... n i', doc: 'rows of width i' } },
  outputs: { out: { shape: '... n o', doc: 'rows as wide as features' } },
  params: {
    features: integer(2, { min: 1, max: 65_536, doc: 'width of the rows that leave' }),
    bias: flag(true, { doc: 'add a learned vector to every row' }),
    role: choice(ROLES, {
      doc: 'what the rows are used for: names and lessons only',
    }),
  },
  tag: ({ role }) => (role === 'plain' ? '' : role),
  weights({ i }, { features, bias }): { weight: WeightSpec; bias?: WeightSpec } {
    const weight: WeightSpec = { dims: [i, features], init: 'torch-linear' };
    return bias ? { weight, bias: { dims: [features], init: 'torch-linear', fan: { in: i } } } : { weight };
  },
  body(t, { x }, _params, { weights }) {
    const rows = t.matmul(x, weights.weight);
    return { out: weights.bias ? t.add(rows, weights.bias) : rows };
  },
  example: {
    inputs: { x: { shape: [3, 4] } },
    variants: [{ params: { bias: false } }, ...ROLES.map((role) => ({ params: { role } }))],
  },
});
