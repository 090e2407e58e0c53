// Cells that only move, from array to array: no kernel is faster than that. Knows no op.
import { count } from '../tensor/tensor';
import { coalesce } from './coalesce';
import type { Move } from './kernel';

/** Cells along an axis, and how far apart they lie in the source and in the output. */
interface Line {
  readonly size: number;
  readonly near: number;
  readonly far: number;
}

/** A move as loops walk it; two lines at least. */
export interface Walk {
  /** Of neighbours that stay neighbours, in order, how many; 0 where there are others. */
  readonly run: number;
  readonly cells: number;
  readonly arg: number;
  readonly lines: readonly Line[];
  readonly from: number;
  readonly to: number;
}

const ONCE: Line = { size: 1, near: 0, far: 0 };
/** Below so many cells a loop is faster than a call. */
const RUN = 64;

export function walkOf({ arg, shape, from, to }: Move): Walk {
  const axes = coalesce(shape, [from.strides, to.strides]);
  const lines = axes.map(({ size, strides: [near = 0, far = 0] }): Line => ({ size, near, far }));
  const [only = ONCE] = lines;
  const together = lines.length < 2 && (only.size === 1 || (only.near === 1 && only.far === 1));
  while (lines.length < 2) lines.unshift(ONCE);
  const run = together ? only.size : 0;
  return { arg, lines, from: from.offset, to: to.offset, run, cells: count(shape) };
}

/** Cells that move in one go: a few milliseconds where they lie far apart. */
export const MOST_CELLS = 2 ** 18;

/** Cells that are read in place keep all the others: so many of those are no burden, or so many times as many. */
const [FEW, TIMES] = [2 ** 16, 4];

/** So many cells from number `first` on as they lie there; undefined where they would keep too many others. */
export const part = (cells: Float32Array, first: number, length: number): Float32Array | undefined =>
  cells.buffer.byteLength <= Float32Array.BYTES_PER_ELEMENT * Math.max(FEW, TIMES * length)
    ? cells.subarray(first, first + length)
    : undefined;

/** As many cells, where they lie in that order already; undefined where they have to be moved. */
export function inOrder(walks: readonly Walk[], args: readonly Float32Array[], length: number) {
  const [first] = walks;
  return first?.run === length ? part(args[first.arg] as Float32Array, first.from, length) : undefined;
}

/** Fills cells where the walks lead to, and with 0 elsewhere, all in one go. */
export function movedAtOnce(walks: readonly Walk[], args: readonly Float32Array[], cells: Float32Array): Float32Array {
  if (walks.reduce((n, walk) => n + walk.cells, 0) < cells.length) cells.fill(0);
  for (const { arg, lines, from, to } of walks) walk(lines, 0, args[arg] as Float32Array, from, cells, to);
  return cells;
}

/** As many cells, where the walks lead to; 0 elsewhere. Yields where that takes long. */
export function* moved(
  walks: readonly Walk[],
  args: readonly Float32Array[],
  length: number,
): Generator<void, Float32Array, void> {
  const cells = new Float32Array(length);
  for (const whole of walks) {
    for (const { arg, lines, from, to } of partsOf(whole)) {
      walk(lines, 0, args[arg] as Float32Array, from, cells, to);
      if (length > MOST_CELLS) yield;
    }
  }
  return cells;
}

/** Halves of halves, cut along the first line that is longer than one, until none has too many cells. */
export function* partsOf(whole: Walk, most = MOST_CELLS): Generator<Walk, void, void> {
  const { lines, from, to } = whole;
  const at = lines.findIndex(({ size }) => size > 1);
  if (lines.reduce((n, { size }) => n * size, 1) <= most || at < 0) {
    yield whole;
    return;
  }
  const line = lines[at] as Line;
  const half = Math.ceil(line.size / 2);
  yield* partsOf({ ...whole, lines: lines.with(at, { ...line, size: half }) }, most);
  const rest = lines.with(at, { ...line, size: line.size - half });
  yield* partsOf({ ...whole, lines: rest, from: from + half * line.near, to: to + half * line.far }, most);
}

type Cells = Float32Array;

function walk(lines: readonly Line[], depth: number, source: Cells, from: number, cells: Cells, to: number): void {
  const line = lines[depth] as Line;
  if (depth === lines.length - 2) plane(line, lines[depth + 1] as Line, source, from, cells, to);
  else
    for (let i = 0; i < line.size; i++) walk(lines, depth + 1, source, from + i * line.near, cells, to + i * line.far);
}

function plane(outer: Line, { size, near, far }: Line, source: Cells, from: number, cells: Cells, to: number): void {
  const whole = near === 1 && far === 1 && size >= RUN;
  for (let i = 0; i < outer.size; i++) {
    let [at, put] = [from + i * outer.near, to + i * outer.far];
    if (whole) {
      cells.set(source.subarray(at, at + size), put);
      continue;
    }
    for (let j = 0; j < size; j++) {
      cells[put] = source[at] as number;
      at += near;
      put += far;
    }
  }
}
