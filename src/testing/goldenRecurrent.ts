// PyTorch's recurrent layers as graph files: a repeat with the cell inside. Tests only.
import gru from '../../graphs/golden/torch/nn_gru.json';
import lstm from '../../graphs/golden/torch/nn_lstm.json';
import rnn from '../../graphs/golden/torch/nn_rnn.json';
import type { Graph } from '../graph/graph';
import { node, wires } from './build';
import { explicit, type Golden, type GoldenGraph, tensorNode, transposed } from './goldenTensors';

interface Recurrent {
  readonly name: string;
  readonly tensors: Readonly<Record<string, Golden>>;
  readonly outputs: Readonly<Record<string, Golden>>;
  readonly cotangents: { readonly y: Golden };
  readonly grads: Readonly<Record<string, Golden>>;
}

/** A state of the cell: PyTorch's names of its first and last value. */
const STATES = { hidden: ['h0', 'h_n'], cell: ['c0', 'c_n'] } as const;
type State = keyof typeof STATES;

const WEIGHTS = { weight_x: 'W_ih', weight_h: 'W_hh', bias_x: 'b_ih', bias_h: 'b_hh' } as const;

const pick = (from: Readonly<Record<string, Golden>>, name: string): Golden => {
  const found = from[name];
  if (!found) throw new Error(`the file has no ${name}`);
  return found;
};

/** A state [B, d] as the one row that a step reads, [B, 1, d]. */
const asRow = ({ shape: [batch = 0, width = 0], data }: Golden): Golden => ({ shape: [batch, 1, width], data });

function graphOf(cell: string, states: readonly State[], { tensors }: Recurrent): Graph {
  const inside = { parent: 'loop' };
  const units = pick(tensors, 'h0').shape[1];
  const carried = states.map((name) => ({ name, kind: 'state' }));
  const ports = {
    inputs: [{ name: 'x', kind: 'sequence' }, ...carried],
    outputs: [...carried, { name: 'y', kind: 'sequence' }],
  };
  return {
    nodes: [
      tensorNode('x', pick(tensors, 'x'), true),
      ...states.map((state) => tensorNode(`first-${state}`, asRow(pick(tensors, STATES[state][0])), true)),
      node('loop', 'repeat'),
      node('in', 'inputs', { ports: ports.inputs }, inside),
      node('cell', cell, { units }, inside),
      node('out', 'outputs', { ports: ports.outputs }, inside),
    ],
    edges: wires(
      'x.out > loop.x',
      'in.x > cell.x',
      ...states.flatMap((state) => [
        `first-${state}.out > loop.${state}`,
        `in.${state} > cell.${state}`,
        `cell.${state} > out.${state}`,
      ]),
      'cell.hidden > out.y',
    ),
    weights: Object.fromEntries(
      Object.entries(WEIGHTS).map(([own, name]) => [`cell.${own}`, explicit(transposed(pick(tensors, name)))]),
    ),
  };
}

function recurrent(cell: string, states: readonly State[], file: Recurrent): GoldenGraph {
  const { outputs, cotangents, grads } = file;
  return {
    name: file.name,
    graph: graphOf(cell, states, file),
    values: {
      'loop.y': pick(outputs, 'y'),
      ...Object.fromEntries(states.map((state) => [`loop.${state}`, asRow(pick(outputs, STATES[state][1]))])),
    },
    loss: 'loop.y',
    cotangent: cotangents.y,
    gradients: {
      'x.out': pick(grads, 'x'),
      ...Object.fromEntries(states.map((state) => [`first-${state}.out`, asRow(pick(grads, STATES[state][0]))])),
      ...Object.fromEntries(
        Object.entries(WEIGHTS).map(([own, name]) => [`cell.${own}`, transposed(pick(grads, name))]),
      ),
    },
  };
}

export const goldenRecurrent: readonly GoldenGraph[] = [
  recurrent('rnn-cell', ['hidden'], rnn),
  recurrent('lstm-cell', ['hidden', 'cell'], lstm),
  recurrent('gru-cell', ['hidden'], gru),
];
