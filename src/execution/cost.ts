// What running would take, from the Program and the sizes alone: cells, bytes, floating-point operations.
import { limits } from '../graph/limits';
import type { Traced } from '../nodes/trace';
import type { Program } from '../ops/program';
import { type Sizes, shapeOf, sizeOf } from '../tensor/dim';
import { count } from '../tensor/tensor';
import type { CheckedNode } from './checked';
import { flopsOf } from './growth';
import type { Problem } from './problem';
import { textOf } from './traces';

export interface Cost {
  /** Floating-point operations. */
  readonly flops: number;
  /** Bytes of every value: inputs, weights, what is computed on the way, outputs. */
  readonly bytes: number;
  /** Bytes of what comes into being here: everything but what is wired. */
  readonly made: number;
  /** Cells of the largest of those. */
  readonly largest: number;
}

const known = new WeakMap<Program, { readonly sizes: string; readonly cost: Cost }>();

export const costOf = ({ program }: Traced, sizes: Sizes): Cost => ofProgram(program, sizes);

/** Remembered while the sizes stay: every edit asks for every node. */
function ofProgram(program: Program, sizes: Sizes): Cost {
  const key = textOf(sizes);
  const before = known.get(program);
  if (before?.sizes === key) return before.cost;
  const cost = computeCost(program, sizes);
  known.set(program, { sizes: key, cost });
  return cost;
}

function computeCost(program: Program, sizes: Sizes): Cost {
  const shapes = program.types.map(({ dims }) => shapeOf(dims, sizes));
  const cells = shapes.map(count);
  const flops = sizeOf(flopsOf(program), sizes) ?? 0;
  // Weights and constants have names with a colon; what is wired was made by another node.
  const own = program.inputs.filter(({ name }) => name.includes(':')).map(({ value }) => value);
  const made = [...own, ...program.steps.flatMap(({ outs }) => outs)].map((value) => cells[value] as number);
  const bytesOf = (list: readonly number[]): number =>
    list.reduce((total, n) => total + n, 0) * Float32Array.BYTES_PER_ELEMENT;
  return { flops, bytes: bytesOf(cells), made: bytesOf(made), largest: made.reduce((a, b) => Math.max(a, b), 0) };
}

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`;

/** Refused before it runs: a value over the limit of cells, or a node over the limit of bytes. */
export const limitProblem = ({ id, traced }: CheckedNode, sizes: Sizes): Problem | undefined =>
  traced && refusal(id, traced.program, sizes);

/** The same for nodes that run together as one Program: the first of them that is too large alone is named. */
export function groupProblem(group: readonly CheckedNode[], program: Program, sizes: Sizes): Problem | undefined {
  const large = group.find((node) => limitProblem(node, sizes)) ?? group.at(-1);
  return large && refusal(large.id, program, sizes);
}

const ADVICE =
  'Make the text shorter or the widths smaller, or look at something else: what one node reads and nobody looks at need not be written down.';

function refusal(node: string, program: Program, sizes: Sizes): Problem | undefined {
  const { made, largest } = ofProgram(program, sizes);
  const about = { node, code: 'limit' as const, advice: ADVICE };
  if (largest > limits.elements) {
    const bytes = mebibytes(largest * Float32Array.BYTES_PER_ELEMENT);
    const figures = `${largest.toLocaleString('en')} numbers (${bytes}); ${limits.elements.toLocaleString('en')} are the most`;
    return { ...about, message: 'A value here is too large to compute', detail: `It would have ${figures}.` };
  }
  if (made > limits.bytesPerRun) {
    const figures = `${mebibytes(made)}; ${mebibytes(limits.bytesPerRun)} are the most`;
    return { ...about, message: 'This node would take too much memory', detail: `It would take ${figures}.` };
  }
  return undefined;
}
