// One step of a plain recurrent network.
import { cellWeights, preActivations, requireWidth, unitsParam } from '../gates';
import { defineNode } from '../node';
import { choice } from '../params';

export const rnnCell = defineNode({
  id: 'rnn-cell',
  title: 'RNN cell',
  category: 'recurrent',
  summary: 'Mixes the input of a step with the hidden state of the step before.',
  formula: String.raw`h' = f(x\,W_x + b_x + h\,W_h + b_h)`,
  help: 'Place it in a Repeat and feed its hidden output back as the state. f is tanh (Elman 1990) or relu (Le et al. 2015). Everything that it remembers goes through the same matrix at every step, so what happened long ago fades, and so does its gradient (Hochreiter 1991, Bengio et al. 1994).',
  inputs: {
    x: { shape: '... T i', doc: 'the input of this step' },
    hidden: { shape: '... T d', doc: 'the hidden state before this step, units wide' },
  },
  outputs: { hidden: { shape: '... T d', doc: 'the hidden state after this step' } },
  params: {
    units: unitsParam(),
    activation: choice(['tanh', 'relu'], { doc: 'what keeps the state in bounds: tanh does, relu only from below' }),
  },
  tag: ({ activation }) => (activation === 'tanh' ? '' : activation),
  weights: (dims, { units }) => cellWeights(dims, { gates: 1, units }),
  body(t, inputs, { units, activation }, { dims, weights }) {
    requireWidth(t, dims.d, units);
    const mixed = t.add(...preActivations(t, inputs, weights));
    return { hidden: activation === 'relu' ? t.relu(mixed) : t.tanh(mixed) };
  },
  example: {
    inputs: { x: { shape: [2, 4] }, hidden: { shape: [2, 3] } },
    params: { units: 3 },
    variants: [
      { params: { activation: 'relu' } },
      { params: { units: 1 }, inputs: { x: { shape: [1, 2] }, hidden: { shape: [1, 1] } } },
    ],
  },
});
