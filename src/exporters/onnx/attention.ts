// Scores, masks, softmax and weighted sum as one Attention (opset 23), where a Program has them in that form. Knows no node type.
import type { Op } from '../../ops/op';
import { type Program, prune, type Step } from '../../ops/program';
import type { Dim, Sizes } from '../../tensor/dim';
import { type Fixed, knownSize } from '../polynomial';
import type { GraphBuilder, Held } from './builder';
import type { Phrase } from './phrases';

export interface AttentionAttrs {
  /** Absent: one over the square root of the width, whatever that is. */
  readonly scale?: number;
  /** Aligned at the first key, as the operator is; any other mask is an argument. */
  readonly causal: boolean;
}

/** Takes queries, keys and values, and one argument for each condition under which a pair may meet. */
const attention: Op = {
  id: 'attention',
  kernel: { id: 'attention', loop: true },
  infer: () => [],
};

/** Batch, heads, rows, width. */
const RANK = 4;

/** The same Program with each such pattern as one step; what anything else reads stays as it is. */
export function withAttention(program: Program, fixed: Fixed): Program {
  const finder = new Finder(program, fixed);
  return prune({ ...program, steps: program.steps.map((step) => finder.joined(step) ?? step) });
}

interface Scores {
  readonly query: number;
  readonly key: number;
  readonly scale: number | undefined;
  readonly keeps: readonly number[];
}

class Finder {
  private readonly by: ReadonlyMap<number, Step>;
  private readonly reads = new Map<number, number>();

  constructor(
    private readonly program: Program,
    private readonly fixed: Sizes,
  ) {
    this.by = new Map(program.steps.flatMap((step) => step.outs.map((out) => [out, step] as const)));
    const all = [...program.steps.flatMap(({ args }) => args), ...Object.values(program.outputs)];
    for (const value of all) this.reads.set(value, (this.reads.get(value) ?? 0) + 1);
  }

  joined(step: Step): Step | undefined {
    const [weights, value] = step.args as [number, number];
    const softmax = step.op.id === 'matmul' ? this.inner(weights, 'softmax') : undefined;
    if (!softmax) return undefined;
    const found = this.scores(softmax.args[0] as number);
    if (!found) return undefined;
    const { query, key, scale, keeps } = found;
    const leads = [query, key, value].map((one) => this.dims(one).slice(0, -2).join());
    if (this.dims(query).length > RANK || new Set(leads).size > 1) return undefined;
    const causal = keeps.length > 0 && keeps.every((keep) => this.isCausal(keep));
    const attrs: AttentionAttrs = scale === undefined ? { causal } : { scale, causal };
    return { ...step, op: attention, args: [query, key, value, ...(causal ? [] : keeps)], attrs: { ...attrs } };
  }

  /** Masks and positive factors down to the product of queries and keys. */
  private scores(from: number): Scores | undefined {
    const keeps: number[] = [];
    let scale = 1;
    let width: Dim | undefined;
    for (let value = from; ; ) {
      const step = this.inner(value);
      if (!step) return undefined;
      const [a, b, c] = step.args as [number, number, number];
      if (step.op.id === 'matmul') {
        const turned = this.inner(b, 'permute');
        const rank = this.dims(b).length;
        const order = turned?.attrs.order as readonly number[] | undefined;
        const swaps = order?.every((axis, i) => axis === (i === rank - 1 ? rank - 2 : i === rank - 2 ? rank - 1 : i));
        if (!turned || !swaps) return undefined;
        if (width !== undefined && (width !== this.dims(a).at(-1) || scale !== 1)) return undefined;
        return { query: a, key: turned.args[0] as number, scale: width === undefined ? scale : undefined, keeps };
      }
      if (step.op.id === 'where' && this.number(c) === Number.NEGATIVE_INFINITY) {
        keeps.push(a);
        value = b;
        continue;
      }
      if (step.op.id === 'div' && width === undefined && this.number(b) === undefined) {
        width = this.rootOfSize(b);
        if (width === undefined) return undefined;
        value = a;
        continue;
      }
      const factor = this.number(b);
      if ((step.op.id !== 'mul' && step.op.id !== 'div') || factor === undefined || !(factor > 0)) return undefined;
      scale = step.op.id === 'mul' ? scale * factor : scale / factor;
      value = a;
    }
  }

  /** The step that makes a value which nothing else reads. */
  private inner(value: number, op?: string): Step | undefined {
    const step = this.by.get(value);
    return step && this.reads.get(value) === 1 && (op === undefined || step.op.id === op) ? step : undefined;
  }

  private number(value: number): number | undefined {
    const step = this.by.get(value);
    if (step?.op.id === 'fill' && this.dims(value).length === 0) return step.attrs.value as number;
    if (step?.op.id === 'size') return knownSize(step.attrs.dim as Dim, this.fixed);
    const root = step?.op.id === 'sqrt' ? this.number(step.args[0] as number) : undefined;
    return root === undefined ? undefined : Math.sqrt(root);
  }

  /** A size that inputs may change, where a value is its square root. */
  private rootOfSize(value: number): Dim | undefined {
    const root = this.by.get(value);
    const size = root?.op.id === 'sqrt' ? this.by.get(root.args[0] as number) : undefined;
    return size?.op.id === 'size' ? (size.attrs.dim as Dim) : undefined;
  }

  /** Key j <= query i, both counted from the first. */
  private isCausal(keep: number): boolean {
    const compare = this.by.get(keep);
    if (compare?.op.id !== 'lessEqual') return false;
    const [key, row] = compare.args.map((arg) => this.by.get(arg));
    return key?.op.id === 'iota' && row?.op.id === 'reshape' && this.by.get(row.args[0] as number)?.op.id === 'iota';
  }

  private dims = (value: number): readonly Dim[] => this.program.types[value]?.dims ?? [];
}

const padded = (dims: readonly Dim[]): Dim[] => [...new Array<Dim>(RANK - dims.length).fill(1), ...dims];

/** Rows that may look at nothing are zeros, which the operator does not promise. */
export const attentionPhrase: Phrase = (b, { args, attrs, from, to }) => {
  const { scale, causal } = attrs as unknown as AttentionAttrs;
  const heads = args.slice(0, 3).map((arg, k) => {
    const rows = b.as(arg, 'float');
    const dims = from[k]?.dims ?? [];
    return dims.length === RANK ? rows.name : b.node('Reshape', [rows.name, b.shared.shape(padded(dims))]);
  });
  const keeps = args.slice(3);
  const mask =
    keeps.length > 0
      ? [
          maskOf(
            b,
            keeps,
            from.slice(0, 2).map(({ dims }) => dims.at(-2) as Dim),
          ),
        ]
      : [];
  const attributes = {
    ...(scale === undefined ? {} : { scale: { float: scale } }),
    ...(causal ? { is_causal: 1 } : {}),
  };
  const made = b.node('Attention', [...heads, ...mask], attributes);
  const sound = mask.length > 0 ? b.node('Where', [seesAny(b, mask[0] as string), made, b.scalar(0).name]) : made;
  return b.float('Reshape', [sound, b.shared.shape(to.dims)]);
};

function maskOf(b: GraphBuilder, keeps: readonly Held[], size: readonly Dim[]): string {
  const all = keeps.map((keep) => b.as(keep, 'bool').name).reduce((one, other) => b.node('And', [one, other]));
  return b.node('Expand', [all, b.shared.shape(size)]);
}

function seesAny(b: GraphBuilder, mask: string): string {
  const most = b.node('ReduceMax', [b.as({ name: mask, element: 'bool' }, 'float').name, b.shared.ints(-1)], {
    keepdims: 1,
  });
  return b.as({ name: most, element: 'float' }, 'bool').name;
}
