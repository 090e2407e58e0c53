// Attention and products in parts, where a whole one would write down too many scores or has no tuned kernel and its parts have.
// Routine -> Routine; knows attend, matmul, slice and concat.
import type { Apply, Instruction, Kernels, OpKernel, Routine, Shape } from '../kernels/kernel';
import { isLoop, routine } from '../kernels/routine';
import { attend, scoresShape } from '../ops/attend';
import { concat } from '../ops/joining';
import { matmul } from '../ops/matmul';
import { slice } from '../ops/movement';
import { count } from '../tensor/tensor';

/** What plain kernels do at once, if need be. */
interface Plain {
  /** That one attention writes down. */
  readonly scores: number;
  /** Multiplications of a product, sooner done than parts are put together. */
  readonly terms: number;
}

const PLAIN: Plain = { scores: 2 ** 20, terms: 2 ** 22 };
/** Tiles of causal attention read one of so many numbers of keys, since each number is compiled by itself. */
const WIDTHS = 4;

type Tuning = Pick<Kernels, 'tunes'>;

const kernelOf = (op: { readonly kernel: unknown }): OpKernel => op.kernel as OpKernel;

/** The same routine for kernels that are walked: what they tune stays whole. */
export function inTiles(whole: Routine, kernels: Tuning, plain = PLAIN): Routine {
  const slots = [...whole.shapes];
  const instructions = whole.instructions.flatMap((instruction): Instruction[] => {
    if (isLoop(instruction)) return [{ ...instruction, body: inTiles(instruction.body, kernels, plain) }];
    return isCut(instruction.kernel, kernels) ? new Cutting(slots, kernels, plain).parts(instruction) : [instruction];
  });
  return routine({ shapes: slots, inputs: whole.inputs, outputs: whole.outputs, instructions });
}

const isCut = (kernel: OpKernel, { tunes }: Tuning): boolean =>
  kernel === attend.kernel || (kernel === matmul.kernel && tunes !== undefined);

/** Whether a part with this output can be run as it is. */
type Runs = (apply: Apply, part: Shape) => boolean;

/** Cuts one application; slots for its parts are appended to those of the routine. */
class Cutting {
  constructor(
    private readonly slots: Shape[],
    private readonly kernels: Tuning,
    private readonly plain: Plain,
  ) {}

  /** What takes little stays whole, and what no cut helps. */
  parts(apply: Apply): Instruction[] {
    const [out] = apply.shapes as [Shape];
    const least = out.map((size, d) => (d < out.length - 1 ? Math.min(1, size) : size));
    if (this.isTuned(apply, out) || this.isLittle(apply, out)) return [apply];
    const runs: Runs = this.isTuned(apply, least) ? this.isTuned : this.isLittle;
    return runs(apply, least) ? this.along(apply, 0, runs) : [apply];
  }

  /** Cut along axis number `axis` of the output or those after it into parts that run as they are. */
  private along(apply: Apply, axis: number, runs: Runs): Instruction[] {
    const [out] = apply.shapes as [Shape];
    if (runs(apply, out)) return [apply];
    const size = out[axis] as number;
    let length = size;
    while (length > 1 && !runs(apply, out.with(axis, length))) length = Math.ceil(length / 2);
    return length === size ? this.along(apply, axis + 1, runs) : this.cut(apply, axis, length, runs);
  }

  /** What a part with this output is given. */
  private given({ kernel, args, shapes: [out] }: Apply, part: Shape): Shape[] {
    return args.map((slot, k) => {
      const shape = this.slots[slot] as Shape;
      return shape.map((size, d) => {
        const axis = axisOf(kernel, k, shape, d, out as Shape);
        return axis === undefined ? size : (part[axis] as number);
      });
    });
  }

  private readonly isTuned: Runs = (apply, part) =>
    this.kernels.tunes?.(apply.kernel, this.given(apply, part), part) ?? false;

  private readonly isLittle: Runs = (apply, part) => {
    const [left, right] = this.given(apply, part) as [Shape, Shape];
    return apply.kernel === attend.kernel
      ? count(scoresShape(right, part)) <= this.plain.scores
      : count(part) * (left.at(-1) as number) <= this.plain.terms;
  };

  private cut(apply: Apply, axis: number, step: number, runs: Runs): Instruction[] {
    const [out] = apply.shapes as [Shape];
    const size = out[axis] as number;
    const instructions: Instruction[] = [];
    const joined: number[] = [];
    for (let start = 0; start < size; start += step) {
      const length = Math.min(step, size - start);
      const shape = out.with(axis, length);
      const slot = this.slot(shape);
      const isRows = axis === out.length - 2;
      const args = apply.args.map((arg, k) => {
        const given = this.slots[arg] as Shape;
        const along = given.findIndex((_, d) => axisOf(apply.kernel, k, given, d, out) === axis);
        return along < 0 ? arg : this.sliced(apply, arg, along, start, length, instructions);
      });
      const part = { ...apply, args, outs: [slot], shapes: [shape] };
      instructions.push(...this.along(isRows ? this.seen(part, start, instructions) : part, axis, runs));
      joined.push(slot);
    }
    return [...instructions, { ...apply, kernel: kernelOf(concat), attrs: { axis }, args: joined }];
  }

  /** Queries from number `start` on, and of the keys, roughly, those that causal ones see. */
  private seen(part: Apply, start: number, into: Instruction[]): Apply {
    const { ahead } = part.attrs as { readonly ahead?: number };
    if (ahead === undefined) return part;
    const [shape] = part.shapes as [Shape];
    const keys = this.slots[part.args[1] as number]?.at(-2) as number;
    const each = Math.ceil(keys / WIDTHS);
    const last = start + (shape.at(-2) as number) + ahead;
    const length = Math.min(keys, each * Math.max(1, Math.ceil(last / each)));
    const args = part.args.map((arg, k) => {
      const given = this.slots[arg] as Shape;
      const along = given.length - (k === 4 ? 1 : 2);
      const isKeys = k === 1 || k === 2 || (k === 4 && given[along] === keys);
      return isKeys ? this.sliced(part, arg, along, 0, length, into) : arg;
    });
    return { ...part, args, attrs: { ...part.attrs, ahead: ahead + start } };
  }

  private sliced({ account }: Apply, arg: number, axis: number, start: number, length: number, into: Instruction[]) {
    const shape = this.slots[arg] as Shape;
    if (length === shape[axis]) return arg;
    const part = shape.with(axis, length);
    const slot = this.slot(part);
    const attrs = { axis, start, length };
    into.push({ kernel: kernelOf(slice), attrs, args: [arg], outs: [slot], shapes: [part], account });
    return slot;
  }

  private slot(shape: Shape): number {
    this.slots.push(shape);
    return this.slots.length - 1;
  }
}

/** The axis of the output that axis `d` of argument `k` goes along with, if it does: all but those of keys and columns. */
function axisOf(kernel: OpKernel, k: number, shape: Shape, d: number, out: Shape): number | undefined {
  // Seen from behind, where the axes of a batch are aligned.
  const axis = d + out.length - shape.length;
  const isOfRows = k === 0 || (kernel === attend.kernel && k > 2);
  if (axis < 0 || axis > out.length - 2 || (axis === out.length - 2 && !isOfRows)) return undefined;
  return shape[d] === out[axis] && out[axis] !== 1 ? axis : undefined;
}
