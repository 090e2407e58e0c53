// One step of a gated recurrent unit.
import { cellWeights, gate, memoryParams, preActivations, requireWidth, unitsParam } from '../gates';
import { defineNode } from '../node';

export const gruCell = defineNode({
  id: 'gru-cell',
  title: 'GRU cell',
  category: 'recurrent',
  summary: 'Lets one gate decide how much of the hidden state stays and another what the new part may read of it.',
  formula: String.raw`\begin{aligned} r, z &= \sigma(x W_{r,z} + b_{r,z} + h U_{r,z} + c_{r,z}) \\ n &= \tanh(x W_n + b_n + r \odot (h U_n + c_n)) \\ h' &= (1 - z) \odot n + z \odot h \end{aligned}`,
  help: 'Place it in a Repeat and feed its hidden output back as the state. The weights hold the reset gate r, the update gate z and the new part n in that order (Cho et al. 2014, with the reset after the matrix as in PyTorch). chrono draws the bias b of the update gate as log(1 + u (lag - 1)), u uniform in [0, 1), and sets the state’s bias to 0, so that the state is kept for up to lag steps from the start (Tallec and Ollivier 2018). Explicit weights stay as they are.',
  inputs: {
    x: { shape: '... T i', doc: 'the input of this step' },
    hidden: { shape: '... T d', doc: 'the hidden state before this step, units wide' },
  },
  outputs: {
    hidden: { shape: '... T d', doc: 'the hidden state after this step' },
    gates: { shape: '... T g', doc: 'how far the reset and update gates are open, 0 to 1, side by side' },
  },
  params: { units: unitsParam(), ...memoryParams() },
  tag: ({ memory }) => (memory === 'chrono' ? memory : ''),
  weights: (dims, { units, memory, lag }) =>
    cellWeights(dims, {
      gates: 3,
      units,
      chrono: memory === 'chrono' ? { lag, blocks: ['drawn', 1, 'drawn'] } : undefined,
    }),
  body(t, inputs, { units }, { dims: { d }, weights }) {
    requireWidth(t, d, units);
    const [fromInput, fromState] = preActivations(t, inputs, weights);
    const opened = t.sigmoid(t.add(gate(t, fromInput, 0, d, 2), gate(t, fromState, 0, d, 2)));
    const [r, z] = [gate(t, opened, 0, d), gate(t, opened, 1, d)];
    const n = t.tanh(t.add(gate(t, fromInput, 2, d), t.mul(r, gate(t, fromState, 2, d))));
    // (1 - z) n + z h with one product less
    return { hidden: t.add(n, t.mul(z, t.sub(inputs.hidden, n))), gates: opened };
  },
  example: {
    inputs: { x: { shape: [2, 4] }, hidden: { shape: [2, 3] } },
    params: { units: 3 },
    variants: [{ params: { memory: 'chrono', lag: 30 } }],
  },
});
