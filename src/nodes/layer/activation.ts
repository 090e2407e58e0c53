// A nonlinear function of every cell.
import type { Value } from '../../ops/value';
import { defineNode, type NodeOps } from '../node';
import { choice } from '../params';

type Apply = (t: NodeOps, x: Value) => Value;

const FUNCTIONS = {
  relu: (t, x) => t.relu(x),
  // x times the normal distribution function (Hendrycks and Gimpel 2016), PyTorch's default, not the tanh approximation
  gelu: (t, x) => t.mul(t.mul(x, 0.5), t.add(t.erf(t.div(x, Math.SQRT2)), 1)),
  tanh: (t, x) => t.tanh(x),
  sigmoid: (t, x) => t.sigmoid(x),
  silu: (t, x) => t.mul(x, t.sigmoid(x)),
} satisfies Record<string, Apply>;

export const activation = defineNode({
  id: 'activation',
  title: 'Activation',
  category: 'layer',
  summary: 'Applies a nonlinear function to every cell.',
  formula: 'y = f(x)',
  help: 'relu is max(0, x); gelu is x times the normal distribution function, exact with erf (Hendrycks and Gimpel 2016); silu is x times sigmoid(x) (Elfwing et al. 2017).',
  inputs: { x: { shape: '*', doc: 'any tensor' } },
  outputs: { out: { shape: '*', doc: 'the same shape' } },
  params: { kind: choice(['relu', 'gelu', 'tanh', 'sigmoid', 'silu'], { doc: 'which function' }) },
  tag: ({ kind }) => kind,
  body: (t, { x }, { kind }) => ({ out: FUNCTIONS[kind](t, x) }),
  example: {
    inputs: { x: { shape: [3, 4] } },
    variants: [
      { params: { kind: 'gelu' } },
      { params: { kind: 'tanh' } },
      { params: { kind: 'sigmoid' } },
      { params: { kind: 'silu' } },
    ],
  },
});
