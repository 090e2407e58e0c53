// One step of a long short-term memory, today's or that of 1997.
import type { Chrono } from '../../tensor/random/chrono';
import { cellWeights, gate, memoryParams, preActivations, requireWidth, unitsParam } from '../gates';
import { defineNode } from '../node';
import { flag } from '../params';

interface Memory {
  readonly forgetGate: boolean;
  readonly memory: 'default' | 'chrono';
  readonly lag: number;
}

/** A cell that never forgets needs no bias for it. */
const chronoOf = ({ forgetGate, memory, lag }: Memory): Chrono | undefined =>
  forgetGate && memory === 'chrono' ? { lag, blocks: [-1, 1, 'drawn', 'drawn'] } : undefined;

export const lstmCell = defineNode({
  id: 'lstm-cell',
  title: 'LSTM cell',
  category: 'recurrent',
  summary: 'Carries a cell state that gates write to, forget from and read.',
  formula: String.raw`\begin{aligned} i, f, o &= \sigma(x W_{i,f,o} + b_{i,f,o} + h U_{i,f,o} + c_{i,f,o}) \\ g &= \tanh(x W_g + b_g + h U_g + c_g) \\ c' &= f \odot c + i \odot g, \quad h' = o \odot \tanh(c') \end{aligned}`,
  help: 'Place it in a Repeat and feed both outputs back as states. The weights hold the gates in the order input i, forget f, new part g, output o. Without the forget gate they hold i, g, o, and c’ = c + i g: the cell of Hochreiter and Schmidhuber 1997, whose memory never fades; Gers et al. 2000 added forgetting. chrono draws the bias of the forget gate as b = log(1 + u (lag - 1)), u uniform in [0, 1), that of the input gate as -b, and sets the state’s bias to 0, so that memory lasts for up to lag steps from the start (Tallec and Ollivier 2018). Explicit weights stay as they are.',
  inputs: {
    x: { shape: '... T i', doc: 'the input of this step' },
    hidden: { shape: '... T d', doc: 'the hidden state before this step, units wide' },
    cell: { shape: '... T d', doc: 'the cell state before this step, units wide' },
  },
  outputs: {
    hidden: { shape: '... T d', doc: 'the hidden state after this step: what is read of the cell state' },
    cell: { shape: '... T d', doc: 'the cell state after this step: what is remembered' },
    gates: { shape: '... T g', doc: 'how far the input, forget and output gates are open, 0 to 1, side by side' },
  },
  params: {
    units: unitsParam(),
    forgetGate: flag(true, { doc: 'whether the cell state can fade; off is the cell of 1997' }),
    ...memoryParams(({ forgetGate }) => forgetGate === true),
  },
  tag: ({ forgetGate, memory }) => (!forgetGate ? '1997' : memory === 'chrono' ? memory : ''),
  weights: (dims, { units, ...params }) =>
    cellWeights(dims, { gates: params.forgetGate ? 4 : 3, units, chrono: chronoOf(params) }),
  body(t, inputs, { units, forgetGate }, { dims: { d }, weights }) {
    requireWidth(t, d, units);
    const gates = t.add(...preActivations(t, inputs, weights));
    const [i, o] = [t.sigmoid(gate(t, gates, 0, d)), t.sigmoid(gate(t, gates, forgetGate ? 3 : 2, d))];
    const g = t.tanh(gate(t, gates, forgetGate ? 2 : 1, d));
    const f = forgetGate ? [t.sigmoid(gate(t, gates, 1, d))] : [];
    const kept = f.reduce((memory, open) => t.mul(memory, open), inputs.cell);
    const cell = t.add(kept, t.mul(i, g));
    return { hidden: t.mul(o, t.tanh(cell)), cell, gates: t.concat([i, ...f, o], -1) };
  },
  example: {
    inputs: { x: { shape: [2, 4] }, hidden: { shape: [2, 3] }, cell: { shape: [2, 3] } },
    params: { units: 3 },
    variants: [{ params: { forgetGate: false } }, { params: { memory: 'chrono', lag: 30 } }],
  },
});
