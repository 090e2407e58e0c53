// Weights and pre-activations that recurrent cells share: blocks of columns, one per gate. Knows no node type.
import type { Value } from '../ops/value';
import { type Dim, mulDim } from '../tensor/dim';
import type { Chrono } from '../tensor/random/chrono';
import { sizeWords } from './axes';
import { NodeError, type NodeOps, type WeightSpec } from './node';
import { choice, integer, type Param } from './params';

type CellWeight = 'weight_x' | 'weight_h' | 'bias_x' | 'bias_h';
type CellWeights = Readonly<Record<CellWeight, WeightSpec>>;

export const unitsParam = (): Param<number> => integer(8, { min: 1, max: 4096, doc: 'width of the hidden state' });

type When = Param<unknown>['when'];
const DOC = 'how the gate biases start where they are drawn: chrono keeps the state for up to lag steps';

/** How a cell's biases start. `when` there is a gate that can forget. */
export const memoryParams = (when?: When) => ({
  memory: choice(['default', 'chrono'], { doc: DOC, ...(when ? { when } : {}) }),
  lag: integer(20, {
    min: 1,
    max: 10_000,
    doc: 'steps that chrono is to remember',
    when: (params) => params.memory === 'chrono' && (when?.(params) ?? true),
  }),
});

/**
 * Weights [i, G d] and [d, G d] and two biases [G d] with `gates` = G blocks, drawn as PyTorch draws those of a recurrent layer.
 * `chrono` replaces blocks of the input's bias; the state's bias is then 0, so that they add up to it.
 */
export function cellWeights(
  { i, d }: { readonly i: Dim; readonly d: Dim },
  { gates, units, chrono }: { readonly gates: number; readonly units: number; readonly chrono?: Chrono | undefined },
): CellWeights {
  const columns = mulDim(gates, d);
  const spec = (...dims: Dim[]): WeightSpec => ({ dims, init: 'torch-rnn', fan: { units } });
  const [bias_x, bias_h] = [spec(columns), spec(columns)];
  return {
    weight_x: spec(i, columns),
    weight_h: spec(d, columns),
    bias_x: chrono ? { ...bias_x, chrono } : bias_x,
    bias_h: chrono ? { ...bias_h, chrono: { ...chrono, blocks: chrono.blocks.map(() => 0 as const) } } : bias_h,
  };
}

/** Throws NodeError unless the state is as wide as the cell. */
export function requireWidth(t: NodeOps, d: Dim, units: number): void {
  if (t.same(d, units)) return;
  throw new NodeError(`hidden is ${sizeWords(d, t.concrete(d))} wide, but units is ${units}`, {
    ports: ['hidden'],
    param: 'units',
    clash: [d, units],
    code: 'shape',
    advice: 'Set units to the width of the state, or start with a state that is as wide as units.',
  });
}

/** What the gates get of a row and of the state: x Wx + bx and h Wh + bh, each [..., G d]. */
export function preActivations(
  t: NodeOps,
  { x, hidden }: { readonly x: Value; readonly hidden: Value },
  own: Readonly<Record<CellWeight, Value>>,
): readonly [fromInput: Value, fromState: Value] {
  return [t.add(t.matmul(x, own.weight_x), own.bias_x), t.add(t.matmul(hidden, own.weight_h), own.bias_h)];
}

/** Block `k` of width d, or `count` blocks from there. */
export const gate = (t: NodeOps, blocks: Value, k: number, d: Dim, count = 1): Value =>
  t.slice(blocks, -1, mulDim(k, d), mulDim(count, d));
