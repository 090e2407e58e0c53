// How the cost of a Program depends on its sizes, before anything runs: operations and cells as polynomials of them.
import type { OpKernel } from '../kernels/kernel';
import type { Op } from '../ops/op';
import type { Program, Step } from '../ops/program';
import { type Dim, dimTerms, mulDim, product, type Sizes, sumDims } from '../tensor/dim';
import type { Checked } from './checked';

const flops = new WeakMap<Program, Dim>();
const cells = new WeakMap<Program, Dim>();

function remembered(known: WeakMap<Program, Dim>, program: Program, compute: (program: Program) => Dim): Dim {
  const dim = known.get(program) ?? compute(program);
  known.set(program, dim);
  return dim;
}

/** Floating-point operations of one run. */
export const flopsOf = (program: Program): Dim =>
  remembered(flops, program, ({ steps, types }) => sumDims(steps.flatMap((step) => stepFlops(step, types))));

/** The Program inside a loop, and how often it runs. */
export function innerOf({ op, attrs }: Step): { readonly program: Program; readonly times: Dim } | undefined {
  const inner = (op as Op).inner?.(attrs);
  return inner && { program: inner.program as Program, times: inner.times };
}

export function stepFlops(step: Step, types: Program['types']): Dim[] {
  const inner = innerOf(step);
  if (inner) return [mulDim(inner.times, flopsOf(inner.program))];
  const { op, args, outs } = step;
  const dimsOf = (value: number): readonly Dim[] => types[value]?.dims ?? [];
  if (!op.flops && onlyMoves(op.kernel as OpKernel)) return [];
  const given = args.map(dimsOf);
  return outs.map((out) => op.flops?.(given, dimsOf(out)) ?? product(dimsOf(out)));
}

const onlyMoves = (kernel: OpKernel): boolean => 'view' in kernel || 'host' in kernel || kernel.movement !== undefined;

/** Cells of every value: inputs, weights, what is computed on the way, outputs. */
export const cellsOf = (program: Program): Dim =>
  remembered(cells, program, ({ types }) => sumDims(types.map(({ dims }) => product(dims))));

/** What sources call the length of a text, and of a second one. */
const LENGTHS: readonly string[] = ['T', 'S'];

/** The symbols that stand for lengths of texts. */
export const lengthsOf = ({ symbols }: Checked): string[] =>
  [...symbols].flatMap(([name, { kind }]) => (LENGTHS.includes(kind) ? [name] : []));

/** The power of the lengths with which a dim grows: 0 where they do not matter. */
export const growthOf = (dim: Dim, lengths: readonly string[]): number =>
  Math.max(0, ...dimTerms(dim).map(({ symbols }) => symbols.filter((symbol) => lengths.includes(symbol)).length));

/** The same sizes with every text that many times as long. */
export const longer = (sizes: Sizes, lengths: readonly string[], times: number): Sizes =>
  Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, lengths.includes(name) ? size * times : size]));
