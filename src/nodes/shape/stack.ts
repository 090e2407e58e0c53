// Tensors of one shape laid along a new axis.
import { axisOf, axisParam, requireEqualSizes } from '../axes';
import { defineNode } from '../node';
import { requireOneVocabulary } from '../vocabularies';

export const stack = defineNode({
  id: 'stack',
  title: 'Stack',
  category: 'shape',
  summary: 'Lays tensors of one shape along a new axis, in the order they are wired.',
  formula: 'y_{k} = x_k',
  inputs: { inputs: { shape: '*', doc: 'what is stacked; wire as many as you like', variadic: true } },
  outputs: { out: { shape: '*', doc: 'one axis more' } },
  params: { axis: axisParam(0, 'where the new axis stands; 0 is first, -1 is last') },
  body(t, { inputs }, { axis }) {
    const [first, ...others] = inputs as [(typeof inputs)[number], ...typeof inputs];
    const at = axisOf(first, axis, 'inputs', first.rank + 1);
    for (const other of others) requireEqualSizes(t, 'Stack', [first, other], { ports: ['inputs'] });
    requireOneVocabulary('Stack', inputs);
    const layers = inputs.map((x) => t.unsqueeze(x, at));
    return { out: t.concat(layers, at) };
  },
  example: {
    inputs: { inputs: [{ shape: [3, 2] }, { shape: [3, 2] }] },
    variants: [{ params: { axis: -1 } }, { params: { axis: 1 } }],
  },
});
