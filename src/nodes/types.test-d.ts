// What must not compile: misspelt ports, params, weights and dims. Checked by the compiler alone, nothing here runs.
import { weightedSum } from './attention/weighted-sum';
import { linear } from './layer/linear';
import { defineNode } from './node';
import { choice, number } from './params';

const declared = {
  id: 'twice',
  title: 'Twice',
  category: 'layer',
  summary: 'Doubles.',
  formula: 'y = 2x',
  inputs: {
    x: { shape: '... T d', doc: 'rows' },
    gate: { shape: '... T d', doc: 'rows', optional: true },
    parts: { shape: '*', doc: 'any', variadic: true },
  },
  outputs: { out: { shape: '... T d', doc: 'rows' } },
  params: { factor: number(2, { doc: 'how much' }), kind: choice(['left', 'right'], { doc: 'which' }) },
  example: { inputs: { x: { shape: [2, 3] } } },
} as const;

export const spelled = defineNode({
  ...declared,
  weights: ({ d }) => ({ weight: { dims: [d, d], init: 'torch-linear' } }),
  body(t, { x, gate, parts }, { factor, kind }, { weights, dims }) {
    const scaled = t.mul(t.matmul(x, weights.weight), kind === 'left' ? factor : t.size(dims.T));
    return { out: parts.reduce((sum, part) => t.add(sum, part), gate ? t.mul(scaled, gate) : scaled) };
  },
});

export const wrongPort = defineNode({
  ...declared,
  // @ts-expect-error no port is called y
  body: (_t, { y }) => ({ out: y }),
});

export const wrongOutput = defineNode({
  ...declared,
  // @ts-expect-error no output is called result
  body: (_t, { x }) => ({ result: x }),
});

export const wrongParam = defineNode({
  ...declared,
  // @ts-expect-error no param is called amount
  body: (t, { x }, { amount }) => ({ out: t.mul(x, amount) }),
});

export const wrongChoice = defineNode({
  ...declared,
  // @ts-expect-error up is none of the kinds
  body: (t, { x }, { kind }) => ({ out: kind === 'up' ? x : t.neg(x) }),
});

export const wrongWeight = defineNode({
  ...declared,
  weights: ({ d }) => ({ weight: { dims: [d, d], init: 'torch-linear' } }),
  // @ts-expect-error no weight is called bias
  body: (t, { x }, _params, { weights }) => ({ out: t.matmul(x, weights.bias) }),
});

export const wrongDim = defineNode({
  ...declared,
  // @ts-expect-error no port names an S
  body: (t, { x }, _params, { dims }) => ({ out: t.mul(x, t.size(dims.S)) }),
});

export const wrongDimOfWeight = defineNode({
  ...declared,
  // @ts-expect-error no port names an e
  weights: ({ e }) => ({ weight: { dims: [e], init: 'ones' } }),
  body: (_t, { x }) => ({ out: x }),
});

export const unwiredUnchecked = defineNode({
  ...declared,
  // @ts-expect-error an optional port may be unwired
  body: (t, { x, gate }) => ({ out: t.mul(x, gate.type.dims.length > 0 ? gate : 1) }),
});

export const wrongExampleParam = defineNode({
  ...declared,
  body: (_t, { x }) => ({ out: x }),
  // @ts-expect-error no param is called amount
  example: { ...declared.example, params: { amount: 2 } },
});

export const calls = defineNode({
  ...declared,
  body: (t, { x }) => ({ out: t.call(weightedSum, { weights: x, value: x }).context }),
});

export const callsWrongPort = defineNode({
  ...declared,
  // @ts-expect-error Weighted sum has no port called values
  body: (t, { x }) => ({ out: t.call(weightedSum, { weights: x, values: x }).context }),
});

export const callsWeights = defineNode({
  ...declared,
  // @ts-expect-error Linear has weights of its own, so no body may call it
  body: (t, { x }) => ({ out: t.call(linear, { x }).out }),
});
