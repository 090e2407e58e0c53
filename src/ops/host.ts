// Ops without arguments: constants, tables and random draws, made on the host in float64.
import type { Dim } from '../tensor/dim';
import { dropoutMask as drawDropoutMask } from '../tensor/random/schemes';
import { count, float } from '../tensor/tensor';
import type { Op } from './op';

export const fill: Op<{ dims: readonly Dim[]; value: number }> = {
  id: 'fill',
  infer: (_args, { dims }) => [float(dims)],
  kernel: { id: 'fill', host: ({ value }, shape) => new Float64Array(count(shape)).fill(value as number) },
};

/** 0, 1, ..., length - 1. */
export const iota: Op<{ length: Dim }> = {
  id: 'iota',
  infer: (_args, { length }) => [float([length])],
  kernel: { id: 'iota', host: (_attrs, shape) => Array.from({ length: count(shape) }, (_, i) => i) },
};

/** The size of a dim as a scalar, for 1 / sqrt(d), means and diagonals. */
export const size: Op<{ dim: Dim }> = {
  id: 'size',
  infer: () => [float([])],
  kernel: { id: 'size', host: ({ dim }) => [dim as number] },
};

const FUNCTIONS = [Math.sin, Math.cos] as const;

/** [length, width]: functions[column parity](position * base^(-2 floor(column / 2) / width)); 0 is sin, 1 is cos. */
export const sinusoid: Op<{ length: Dim; width: Dim; base: number; functions: readonly [number, number] }> = {
  id: 'sinusoid',
  infer: (_args, { length, width }) => [float([length, width])],
  kernel: {
    id: 'sinusoid',
    host: ({ width, base, functions }, shape) => {
      const columns = width as number;
      return Float64Array.from({ length: count(shape) }, (_, o) => {
        const column = o % columns;
        const angle = Math.floor(o / columns) * (base as number) ** ((-2 * Math.floor(column / 2)) / columns);
        return (FUNCTIONS[(functions as number[])[column % 2] as 0 | 1] as (x: number) => number)(angle);
      });
    },
  },
};

/** Cells 0 or 1 / (1 - rate), two words of PyTorch's generator each. */
export const dropoutMask: Op<{ dims: readonly Dim[]; seed: number; skip: number; rate: number }> = {
  id: 'dropoutMask',
  infer: (_args, { dims }) => [float(dims)],
  kernel: {
    id: 'dropoutMask',
    host: ({ seed, skip, rate }, shape) =>
      drawDropoutMask(seed as number, skip as number, count(shape), rate as number),
  },
};
