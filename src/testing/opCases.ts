// Random applications of every op: shapes, cells and attrs. Knows no backend. Tests only.
import fc from 'fast-check';
import * as arithmetic from '../ops/arithmetic';
import * as attention from '../ops/attend';
import * as functions from '../ops/functions';
import * as host from '../ops/host';
import * as joining from '../ops/joining';
import * as matmuls from '../ops/matmul';
import * as movement from '../ops/movement';
import type { Attrs, Op } from '../ops/op';
import * as reduction from '../ops/reduction';
import * as table from '../ops/table';
import { MersenneTwister } from '../tensor/random/mersenne-twister';
import { count, type Tensor } from '../tensor/tensor';

export interface OpCase {
  readonly inputs: readonly Tensor[];
  readonly attrs: Attrs;
}

type Shape = readonly number[];
/** A number from 0 (included) to 1 (excluded) becomes a cell. */
type Draw = (uniform: number) => number;

const signed: Draw = (u) => 6 * u - 3;
const positive: Draw = (u) => 0.05 + 4 * u;
/** Few values, so that some are equal. */
const whole: Draw = (u) => Math.floor(7 * u) - 3;
/** Up to where the largest and smallest numbers of a function are reached. */
const wide: Draw = (u) => 240 * u - 120;
const awayFromZero: Draw = (u) => (u < 0.5 ? -0.2 - 4 * u : 0.2 + 4 * (u - 0.5));
const ids =
  (below: number): Draw =>
  (u) =>
    Math.floor(below * u);

export function filled(shape: Shape, seed: number, draw: Draw = signed): Tensor {
  const words = new MersenneTwister(seed);
  return { shape, data: Float32Array.from({ length: count(shape) }, () => draw(words.word() / 2 ** 32)) };
}

const seed = fc.nat(2 ** 31);
const size = fc.constantFrom(1, 2, 3, 4, 5, 7, 9);
const shape = (minLength: number, maxLength: number) =>
  fc.array(size, { minLength, maxLength }).filter((dims) => count(dims) <= 2000);
const axisOf = (dims: Shape) => fc.nat(dims.length - 1);
const replaced = (dims: Shape, axis: number, by: number): number[] => dims.map((d, i) => (i === axis ? by : d));

/** Two or three shapes that broadcast: some axes of size 1, some missing in front. */
const broadcastable = (parts: number) =>
  shape(0, 4).chain((out) =>
    fc.tuple(
      ...Array.from({ length: parts }, () =>
        fc
          .tuple(fc.array(fc.boolean(), { minLength: out.length, maxLength: out.length }), fc.nat(out.length))
          .map(([ones, missing]) => out.map((d, i) => (ones[i] ? 1 : d)).slice(missing)),
      ),
    ),
  );

const elementwise = (...draws: Draw[]): fc.Arbitrary<OpCase> =>
  fc.tuple(broadcastable(draws.length), seed).map(([shapes, s]) => ({
    inputs: draws.map((draw, k) => filled(shapes[k] as Shape, s + k, draw)),
    attrs: {},
  }));

/** One tensor with an axis of it. */
const along = (attrs: (dims: Shape, axis: number) => fc.Arbitrary<Attrs>, draw: Draw = signed): fc.Arbitrary<OpCase> =>
  fc
    .tuple(shape(1, 4), seed)
    .chain(([dims, s]) =>
      axisOf(dims).chain((axis) =>
        attrs(dims, axis).map((given) => ({ inputs: [filled(dims, s, draw)], attrs: given })),
      ),
    );

const anyAxis = (_dims: Shape, axis: number): fc.Arbitrary<Attrs> => fc.constant({ axis });
const lastAxis = (): fc.Arbitrary<Attrs> => fc.constant({});

const permute = along((dims) =>
  fc.shuffledSubarray([...dims.keys()], { minLength: dims.length }).map((order) => ({ order })),
);

const expand: fc.Arbitrary<OpCase> = fc.tuple(broadcastable(1), shape(0, 2), seed).map(([[dims], leading, s]) => ({
  inputs: [filled(dims as Shape, s)],
  attrs: { dims: [...leading, ...(dims as Shape).map((d) => (d === 1 ? 3 : d))] },
}));

const slice = along((dims, axis) =>
  fc
    .nat((dims[axis] as number) - 1)
    .chain((start) =>
      fc.integer({ min: 1, max: (dims[axis] as number) - start }).map((length) => ({ axis, start, length })),
    ),
);

const pad = along((_dims, axis) => fc.tuple(fc.nat(4), fc.nat(4)).map(([before, after]) => ({ axis, before, after })));

const reshape = along((dims) => fc.constant({ dims: [1, count(dims)] }));

const concat: fc.Arbitrary<OpCase> = fc
  .tuple(shape(1, 3), seed, fc.array(size, { minLength: 1, maxLength: 11 }))
  .chain(([dims, s, sizes]) =>
    axisOf(dims).map((axis) => ({
      inputs: sizes.map((part, k) => filled(replaced(dims, axis, part), s + k)),
      attrs: { axis },
    })),
  );

const matmul: fc.Arbitrary<OpCase> = fc
  .tuple(broadcastable(2), size, size, size, seed)
  .filter(([shapes]) => shapes.every((batch) => batch.length <= 2))
  .map(([[a, b], n, k, m, s]) => ({
    inputs: [filled([...(a as Shape), n, k], s), filled([...(b as Shape), k, m], s + 1)],
    attrs: {},
  }));

/** Heads that share keys or not, with and without a causal mask and one of its own, which may forbid whole rows. */
const attend: fc.Arbitrary<OpCase> = fc
  .tuple(
    broadcastable(3),
    fc.tuple(size, size, size, size),
    fc.option(fc.integer({ min: -4, max: 9 })),
    fc.boolean(),
    seed,
  )
  .filter(([shapes]) => shapes.every((batch) => batch.length <= 2))
  .map(([[q, k, v], [T, S, d, e], ahead, masked, s]) => ({
    inputs: [
      filled([...(q as Shape), T, d], s),
      filled([...(k as Shape), S, d], s + 1),
      filled([...(v as Shape), S, e], s + 2),
      filled([], s + 3, positive),
      ...(masked ? [filled([T, S], s + 4, ids(2))] : []),
    ],
    attrs: ahead === null ? {} : { ahead },
  }));

const gather: fc.Arbitrary<OpCase> = fc.tuple(size, size, shape(0, 3), seed).map(([rows, width, dims, s]) => ({
  inputs: [filled([rows, width], s), filled(dims, s + 1, ids(rows))],
  attrs: {},
}));

const scatterAdd: fc.Arbitrary<OpCase> = fc.tuple(size, size, shape(0, 3), seed).map(([rows, width, dims, s]) => ({
  inputs: [filled([...dims, width], s), filled(dims, s + 1, ids(rows))],
  attrs: { rows },
}));

const made = (attrs: fc.Arbitrary<Attrs>): fc.Arbitrary<OpCase> => attrs.map((given) => ({ inputs: [], attrs: given }));

/** By op id; a test asserts that no op is missing. */
export const OP_CASES: Readonly<Record<string, fc.Arbitrary<OpCase>>> = {
  add: elementwise(signed, signed),
  sub: elementwise(signed, signed),
  mul: elementwise(signed, signed),
  div: elementwise(signed, awayFromZero),
  lessEqual: elementwise(whole, whole),
  equal: elementwise(whole, whole),
  where: elementwise(whole, signed, signed),
  neg: elementwise(signed),
  exp: elementwise(signed),
  log: elementwise(positive),
  sqrt: elementwise(positive),
  tanh: fc.oneof(elementwise(signed), elementwise(wide)),
  sigmoid: fc.oneof(elementwise(signed), elementwise(wide)),
  relu: elementwise(signed),
  erf: fc.oneof(elementwise(signed), elementwise(wide)),
  detach: elementwise(signed),
  permute,
  expand,
  slice,
  flip: along(anyAxis),
  reshape,
  concat,
  pad,
  sum: along(anyAxis),
  max: fc.oneof(along(anyAxis), along(anyAxis, whole)),
  argmax: fc.oneof(along(lastAxis), along(lastAxis, whole)),
  softmax: fc.oneof(along(lastAxis), along(lastAxis, wide)),
  matmul,
  attend,
  gather,
  scatterAdd,
  fill: made(fc.tuple(shape(0, 4), fc.integer({ min: -9, max: 9 })).map(([dims, value]) => ({ dims, value }))),
  iota: made(fc.nat(40).map((length) => ({ length }))),
  size: made(fc.nat(40).map((dim) => ({ dim }))),
  sinusoid: made(
    fc.tuple(size, size, fc.constantFrom([0, 1], [0, 0], [1, 1])).map(([length, width, functions]) => ({
      length,
      width,
      base: 10000,
      functions,
    })),
  ),
  dropoutMask: made(fc.tuple(shape(0, 3), seed).map(([dims, s]) => ({ dims, seed: s, skip: 0, rate: 0.5 }))),
};

const isOp = (value: unknown): value is Op =>
  typeof value === 'object' && value !== null && 'kernel' in value && 'infer' in value;

const modules: readonly object[] = [
  arithmetic,
  attention,
  functions,
  host,
  joining,
  matmuls,
  movement,
  reduction,
  table,
];

/** Everything that the vocabulary can apply. */
export const EVERY_OP: readonly Op[] = modules.flatMap((module) => Object.values(module).filter(isOp));
