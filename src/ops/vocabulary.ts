// The words of bodies and gradient rules: what can be said in ops. Types only; `ops.ts` implements it.
import type { Dim } from '../tensor/dim';
import type { Type } from '../tensor/tensor';
import type { ScanAttrs } from './scanAttrs';
import type { Signature, Site } from './signature';
import type { Value } from './value';

/** A number stands for a scalar constant. */
export type Num = Value | number;

/**
 * Elementwise words broadcast from the right as NumPy does, and only a literal 1 repeats. Axes may be negative.
 * `axes` that are summed stay with size 1 when `keep` is true.
 */
export interface Vocabulary {
  add(a: Num, b: Num): Value;
  sub(a: Num, b: Num): Value;
  mul(a: Num, b: Num): Value;
  div(a: Num, b: Num): Value;
  /** 1 where a <= b, else 0; no gradient. */
  lessEqual(a: Num, b: Num): Value;
  /** 1 where equal, else 0; no gradient. */
  equal(a: Num, b: Num): Value;
  /** a where condition is not 0, else b. */
  where(condition: Num, a: Num, b: Num): Value;
  neg(x: Num): Value;
  exp(x: Num): Value;
  log(x: Num): Value;
  sqrt(x: Num): Value;
  tanh(x: Num): Value;
  sigmoid(x: Num): Value;
  relu(x: Num): Value;
  /** The error function 2/sqrt(pi) * integral of exp(-t^2) from 0 to x. */
  erf(x: Num): Value;
  /** The same values; gradients stop here. */
  detach(x: Value): Value;
  /** [..., n, k] x [..., k, m]; leading axes broadcast. */
  matmul(a: Value, b: Value): Value;
  permute(x: Value, order: readonly number[]): Value;
  /** Swaps the last two axes. */
  transpose(x: Value): Value;
  reshape(x: Value, dims: readonly Dim[]): Value;
  unsqueeze(x: Value, axis: number): Value;
  squeeze(x: Value, axis: number): Value;
  expand(x: Value, dims: readonly Dim[]): Value;
  slice(x: Value, axis: number, start: Dim, length: Dim): Value;
  /** Zeros before and after along one axis. */
  pad(x: Value, axis: number, before: Dim, after: Dim): Value;
  flip(x: Value, axis: number): Value;
  concat(xs: readonly Value[], axis: number): Value;
  sum(x: Value, axes: readonly number[], keep?: boolean): Value;
  max(x: Value, axes: readonly number[], keep?: boolean): Value;
  mean(x: Value, axes: readonly number[], keep?: boolean): Value;
  /** Along the last axis; a row of nothing but -inf becomes zeros. */
  softmax(x: Value): Value;
  /** Index of the largest along the last axis, the first among equals. */
  argmax(x: Value): Value;
  /** Rows of a table [V, d] by ids [...]. */
  gather(table: Value, ids: Value): Value;
  /** Sums rows [..., d] into a table [rows, d] by ids [...]: the gradient of gather. */
  scatterAdd(rows: Value, ids: Value, below: Dim): Value;
  fill(dims: readonly Dim[], value: number): Value;
  /** 0, 1, ..., length - 1. */
  iota(length: Dim): Value;
  /** The size of a dim as a scalar. */
  size(dim: Dim): Value;
  /**
   * [length, width] table of sin(p * base^(-2 floor(i / 2) / width)) on even columns i and of cos on odd ones;
   * `functions` chooses otherwise (Vaswani et al. 2017, section 3.5; Su et al. 2021 for rotary).
   */
  sinusoid(length: Dim, width: Dim, base: number, functions?: 'sin-cos' | 'sin' | 'cos'): Value;
  /** Cells 0 or 1 / (1 - rate), drawn as PyTorch draws a dropout mask. */
  dropoutMask(dims: readonly Dim[], seed: number, skip: number, rate: number): Value;
  /** Runs a Program once per step: constants, sequences, states in; final states, then sequences out. */
  scan(attrs: ScanAttrs, args: readonly Value[]): readonly Value[];
  /** A Program of its own, for ops that hold one; `input` declares its inputs in order. */
  subprogram(build: (t: Vocabulary, input: (name: string, type: Type) => Value) => Record<string, Value>): Signature;
  /** Records a Program here, under a site of its own where one is given, and returns its outputs. */
  inline(program: Signature, inputs: readonly Value[], site?: Omit<Site, 'parent'>): Readonly<Record<string, Value>>;
}
