// Where in the sequence a row stands, told to the row.
import type { Value } from '../../ops/value';
import { type Dim, divDim } from '../../tensor/dim';
import { sizeWords } from '../axes';
import { defineNode, NodeError, type NodeOps, type Weights } from '../node';
import { choice, integer, number } from '../params';

function halfOf(t: NodeOps, d: Dim): Dim {
  const half = divDim(d, 2);
  if (half !== null) return half;
  const width = t.concrete(d);
  if (width % 2 === 0) return width / 2;
  throw new NodeError(`rotary turns pairs of numbers, so it needs an even width, not ${sizeWords(d, width)}`, {
    ports: ['x'],
    param: 'kind',
    code: 'shape',
    advice: 'Change the width, or use another kind.',
  });
}

/** Pairs (2i, 2i + 1) of row p turned by p * base^(-2i / d). */
function rotate(t: NodeOps, x: Value, [T, d]: readonly [Dim, Dim], base: number): Value {
  const pairs = t.reshape(x, [...x.dims.slice(0, -1), halfOf(t, d), 2]);
  const signs = t.sub(t.mul(t.iota(2), 2), 1);
  const crossed = t.reshape(t.mul(t.flip(pairs, -1), signs), x.dims);
  return t.add(t.mul(x, t.sinusoid(T, d, base, 'cos')), t.mul(crossed, t.sinusoid(T, d, base, 'sin')));
}

function requireLength(t: NodeOps, T: Dim, length: number): void {
  const size = t.concrete(T);
  if (size <= length) return;
  throw new NodeError(`there are ${length} learned positions, but x has ${sizeWords(T, size)} rows`, {
    ports: ['x'],
    param: 'length',
    code: 'shape',
    advice: `Set length to at least ${size}.`,
  });
}

export const positionalEncoding = defineNode({
  id: 'positional-encoding',
  title: 'Positional encoding',
  category: 'layer',
  summary: 'Tells every row where in the sequence it stands.',
  formula: String.raw`y_{p,2i} = x_{p,2i} + \sin\frac{p}{b^{2i/d}} \qquad y_{p,2i+1} = x_{p,2i+1} + \cos\frac{p}{b^{2i/d}}`,
  help: 'sinusoidal adds sines and cosines of falling frequency (Vaswani et al. 2017, section 3.5). learned adds a trained row per position. rotary turns neighbouring pairs of numbers by an angle that grows with the position, so that a dot product of two rows depends on their distance (Su et al. 2021, equation 34).',
  inputs: { x: { shape: '... T d', doc: 'one row per position' } },
  outputs: { out: { shape: '... T d', doc: 'rows that know their position' } },
  params: {
    kind: choice(['sinusoidal', 'learned', 'rotary'], { doc: 'how a position is told' }),
    base: number(10_000, {
      min: 1,
      doc: 'how slowly the slowest wave turns',
      when: ({ kind }) => kind !== 'learned',
    }),
    length: integer(32, {
      min: 1,
      max: 65_536,
      doc: 'positions that are learned',
      when: ({ kind }) => kind === 'learned',
    }),
  },
  tag: ({ kind }) => kind,
  weights: ({ d }, { kind, length }): Weights =>
    kind === 'learned' ? { weight: { dims: [length, d], init: 'normal' } } : {},
  body(t, { x }, { kind, base, length }, { dims: { T, d }, weights: { weight } }) {
    if (kind === 'sinusoidal') return { out: t.add(x, t.sinusoid(T, d, base)) };
    if (kind === 'rotary' || !weight) return { out: rotate(t, x, [T, d], base) };
    requireLength(t, T, length);
    return { out: t.add(x, t.slice(weight, 0, 0, T)) };
  },
  example: {
    inputs: { x: { shape: [3, 4] } },
    variants: [
      { params: { kind: 'learned', length: 5 } },
      { params: { kind: 'rotary' } },
      { params: { kind: 'rotary', base: 100 }, inputs: { x: { shape: [2, 5, 6] } } },
    ],
  },
});
