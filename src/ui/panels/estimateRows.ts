// What the Profile panel says before anything runs: operations and memory of every node, now and with longer texts. Pure.
import { polynomialWords, powerWords } from '../../drawing/polynomial';
import type { Checked, CheckedNode } from '../../execution/checked';
import { limitProblem } from '../../execution/cost';
import { cellsOf, flopsOf, growthOf, lengthsOf, longer } from '../../execution/growth';
import type { Program } from '../../ops/program';
import { type Dim, mulDim, type Sizes, sizeOf, sumDims } from '../../tensor/dim';
import { nodeLabel } from './names';
import { type Profiled, partOf, profiledNodes } from './profileTree';

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
  /** How many containers it lies in, and the one right around it. */
  readonly depth: number;
  readonly within: string | undefined;
  /** How many times as long the text may be: 1, 2 or 4, and 0 where the node is over the limits now. */
  readonly fits: number;
}

export type EstimateColumn = Exclude<keyof EstimateRow, 'id' | 'whole' | 'fits' | 'depth' | 'within'>;

const TERMS = 2;
/** How many times as long a text is looked at. */
const LONGEST = 4;
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

const programOf = ({ status, traced }: CheckedNode): Program | undefined =>
  status === 'ready' ? traced?.program : undefined;

/** Of its own Program, or of its part of the one that it is run in. */
function costsOf(profiled: Profiled): { readonly flops: Dim; readonly bytes: Dim } {
  const { depth, top } = profiled;
  const program = programOf(top);
  const { flops, cells } =
    depth === 0 && program ? { flops: flopsOf(program), cells: cellsOf(program) } : partOf(profiled);
  return { flops, bytes: mulDim(BYTES, cells) };
}

function fitsOf(node: CheckedNode, sizes: Sizes, lengths: readonly string[]): number {
  const fits = (times: number): boolean => limitProblem(node, longer(sizes, lengths, times)) === undefined;
  return [LONGEST, 2, 1].find(fits) ?? 0;
}

export function estimateRows(checked: Checked): EstimateRow[] {
  const lengths = lengthsOf(checked);
  return profiledNodes(checked).flatMap((profiled) => {
    const { node, depth, within, top } = profiled;
    if (!programOf(node) || !programOf(top)) return [];
    const { flops, bytes } = costsOf(profiled);
    // What lies in a container is refused with it.
    const fits = depth === 0 ? fitsOf(node, checked.sizes, lengths) : LONGEST;
    return [{ id: node.id, label: nodeLabel(node), depth, within, fits, ...estimate(flops, bytes, checked) }];
  });
}

/** Of everything together. */
export function estimateOfAll(checked: Checked): Estimate {
  const outer = profiledNodes(checked).filter(({ depth, node }) => depth === 0 && programOf(node));
  const costs = outer.map(costsOf);
  return estimate(sumDims(costs.map(({ flops }) => flops)), sumDims(costs.map(({ bytes }) => bytes)), checked);
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
