// What running would take, from the Program and the sizes alone: cells, bytes, floating-point operations.
import { limits } from '../graph/limits';
import type { Traced } from '../nodes/trace';
import { type Sizes, shapeOf } from '../tensor/dim';
import { count } from '../tensor/tensor';
import type { CheckedNode } from './checked';
import type { Problem } from './problem';
import { textOf } from './traces';

export interface Cost {
  /** Floating-point operations. */
  readonly flops: number;
  /** Bytes of every value: inputs, weights, what is computed on the way, outputs. */
  readonly bytes: number;
  /** Cells of the largest value. */
  readonly largest: number;
}

const known = new WeakMap<Traced, { readonly sizes: string; readonly cost: Cost }>();

/** Remembered while the sizes stay: every edit asks for every node. */
export function costOf(traced: Traced, sizes: Sizes): Cost {
  const key = textOf(sizes);
  const before = known.get(traced);
  if (before?.sizes === key) return before.cost;
  const cost = computeCost(traced, sizes);
  known.set(traced, { sizes: key, cost });
  return cost;
}

function computeCost({ program }: Traced, sizes: Sizes): Cost {
  const shapes = program.types.map(({ dims }) => shapeOf(dims, sizes));
  const cells = shapes.map(count);
  let flops = 0;
  for (const step of program.steps) {
    const args = step.args.map((arg) => shapes[arg] as number[]);
    for (const out of step.outs) {
      const shape = shapes[out] as number[];
      flops += step.op.flops ? step.op.flops(args, shape) : count(shape);
    }
  }
  const bytes = cells.reduce((total, n) => total + n, 0) * Float32Array.BYTES_PER_ELEMENT;
  return { flops, bytes, largest: Math.max(0, ...cells) };
}

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`;

/** Refused before it runs: a value over the limit of cells, or a node over the limit of bytes. */
export function limitProblem(checked: CheckedNode, sizes: Sizes): Problem | undefined {
  if (!checked.traced) return undefined;
  const { bytes, largest } = costOf(checked.traced, sizes);
  const about = { node: checked.id, code: 'limit' as const, advice: 'Make the text shorter or the widths smaller.' };
  if (largest > limits.elements) {
    const figures = `${largest.toLocaleString('en')} numbers; ${limits.elements.toLocaleString('en')} are the most`;
    return { ...about, message: 'A value here is too large to compute', detail: `It would have ${figures}.` };
  }
  if (bytes > limits.bytesPerRun) {
    const figures = `${mebibytes(bytes)}; ${mebibytes(limits.bytesPerRun)} are the most`;
    return { ...about, message: 'This node would take too much memory', detail: `It would take ${figures}.` };
  }
  return undefined;
}
