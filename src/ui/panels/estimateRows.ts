// What the Profile panel says before anything runs: operations and memory of every node, now and with longer texts. Pure.
import { polynomialWords, powerWords } from '../../drawing/polynomial';
import type { Checked, CheckedNode } from '../../execution/checked';
import { limitProblem } from '../../execution/cost';
import { cellsOf, flopsOf, growthOf, lengthsOf, longer } from '../../execution/growth';
import type { Program } from '../../ops/program';
import { type Dim, mulDim, type Sizes, sizeOf, sumDims } from '../../tensor/dim';
import { nodeLabel } from './names';
import { profiled } from './profileRows';

/** Of all nodes, or of one. */
export interface Estimate {
  /** Floating-point operations as a polynomial of the sizes: its first terms, and whole. */
  readonly formula: string;
  readonly whole: string;
  /** The power of the length of the text with which the operations grow. */
  readonly growth: number;
  readonly flops: number;
  readonly flops2: number;
  readonly flops4: number;
  /** Bytes of every value, where each is written down. */
  readonly bytes: number;
  readonly bytes2: number;
  readonly bytes4: number;
}

export interface EstimateRow extends Estimate {
  readonly id: string;
  readonly label: string;
  /** How many times as long the text may be: 1, 2 or 4, and 0 where the node is over the limits now. */
  readonly fits: number;
}

export type EstimateColumn = Exclude<keyof EstimateRow, 'id' | 'whole' | 'fits'>;

const TERMS = 2;
const BYTES = Float32Array.BYTES_PER_ELEMENT;

function estimate(flops: Dim, bytes: Dim, checked: Checked): Estimate {
  const lengths = lengthsOf(checked);
  const at = (dim: Dim, times: number): number => sizeOf(dim, longer(checked.sizes, lengths, times)) ?? 0;
  return {
    formula: polynomialWords(flops, lengths, TERMS),
    whole: polynomialWords(flops, lengths),
    growth: growthOf(flops, lengths),
    ...{ flops: at(flops, 1), flops2: at(flops, 2), flops4: at(flops, 4) },
    ...{ bytes: at(bytes, 1), bytes2: at(bytes, 2), bytes4: at(bytes, 4) },
  };
}

const bytesOf = (program: Program): Dim => mulDim(BYTES, cellsOf(program));

function fitsOf(node: CheckedNode, sizes: Sizes, lengths: readonly string[]): number {
  const fits = (times: number): boolean => limitProblem(node, longer(sizes, lengths, times)) === undefined;
  return [4, 2, 1].find(fits) ?? 0;
}

export function estimateRows(checked: Checked): EstimateRow[] {
  const lengths = lengthsOf(checked);
  return profiled(checked).flatMap((node) => {
    const program = node.status === 'ready' ? node.traced?.program : undefined;
    if (!program) return [];
    const { id } = node;
    const fits = fitsOf(node, checked.sizes, lengths);
    return [{ id, label: nodeLabel(node), fits, ...estimate(flopsOf(program), bytesOf(program), checked) }];
  });
}

/** Of everything together. */
export function estimateOfAll(checked: Checked): Estimate {
  const programs = profiled(checked).flatMap(({ status, traced }) =>
    status === 'ready' && traced ? [traced.program] : [],
  );
  return estimate(sumDims(programs.map(flopsOf)), sumDims(programs.map(bytesOf)), checked);
}

/** `T²`, `T`, or a dash where the length does not matter. */
export const growthWords = (growth: number): string => powerWords('T', growth) || '–';

/** `T = 6`, `S = 4, T = 6`; a few words where no text has a length. */
export function lengthWords(checked: Checked, times: number): string {
  const named = lengthsOf(checked).map(
    (name) => `${name} = ${((checked.sizes[name] ?? 0) * times).toLocaleString('en')}`,
  );
  if (named.length === 1) return named[0] as string;
  return times === 1 ? 'Now' : `${times} × as long`;
}
