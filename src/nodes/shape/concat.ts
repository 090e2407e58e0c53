// Tensors joined along an axis they have.
import { axisOf, axisParam, requireEqualSizes } from '../axes';
import { defineNode } from '../node';
import { requireOneVocabulary } from '../vocabularies';

export const concat = defineNode({
  id: 'concat',
  title: 'Concat',
  category: 'shape',
  summary: 'Joins tensors along one axis, in the order they are wired.',
  formula: String.raw`y = [\,x_1 \,;\, x_2 \,;\, \dots\,]`,
  help: 'All other axes must have equal sizes. The last axis puts rows side by side, as when heads are joined.',
  inputs: { inputs: { shape: '*', doc: 'what is joined; wire as many as you like', variadic: true } },
  outputs: { out: { shape: '*', doc: 'all of them in one' } },
  params: { axis: axisParam(-1, 'along which axis; -1 is the last') },
  body(t, { inputs }, { axis }) {
    const [first, ...others] = inputs as [(typeof inputs)[number], ...typeof inputs];
    const at = axisOf(first, axis, 'inputs');
    for (const other of others) requireEqualSizes(t, 'Concat', [first, other], { ports: ['inputs'], but: at });
    requireOneVocabulary('Concat', inputs);
    return { out: t.concat(inputs, at) };
  },
  example: {
    inputs: { inputs: [{ shape: [3, 2] }, { shape: [3, 4] }] },
    variants: [
      { params: { axis: 0 }, inputs: { inputs: [{ shape: [1, 2] }, { shape: [3, 2] }, { shape: [2, 2] }] } },
      { params: {}, inputs: { inputs: [{ shape: [3, 2] }] } },
    ],
  },
});
