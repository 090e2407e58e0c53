// Cuts products that would keep a device busy for too long into parts. Routine -> Routine; knows matmul, slice and concat.
import type { Apply, Instruction, OpKernel, Routine, Shape } from '../kernels/kernel';
import { isLoop, routine } from '../kernels/routine';
import { concat } from '../ops/joining';
import { matmul } from '../ops/matmul';
import { slice } from '../ops/movement';

/** Appends slots to those of a routine. */
class Slots {
  readonly shapes: Shape[];
  constructor(shapes: readonly Shape[]) {
    this.shapes = [...shapes];
  }
  add(shape: Shape): number {
    this.shapes.push(shape);
    return this.shapes.length - 1;
  }
}

const kernelOf = (op: { readonly kernel: unknown }): OpKernel => op.kernel as OpKernel;

/** The same routine with no product of more than about `most` floating-point operations. */
export function cut(whole: Routine, most: number): Routine {
  const slots = new Slots(whole.shapes);
  const instructions = whole.instructions.flatMap((instruction): Instruction[] => {
    if (isLoop(instruction)) return [{ ...instruction, body: cut(instruction.body, most) }];
    return instruction.kernel === matmul.kernel ? cutProduct(instruction, slots, most) : [instruction];
  });
  if (instructions.length === whole.instructions.length) return { ...whole, instructions };
  return routine({ shapes: slots.shapes, inputs: whole.inputs, outputs: whole.outputs, instructions });
}

/** Along the first axis that has more than one cell: of a batch, or the rows of the left matrix. What is still too much, along the next. */
function cutProduct(apply: Apply, slots: Slots, most: number): Instruction[] {
  const [out] = apply.shapes as [Shape];
  const shapes = apply.args.map((slot) => slots.shapes[slot] as Shape);
  const axis = out.slice(0, -1).findIndex((size) => size > 1);
  const work = 2 * out.reduce((n, d) => n * d, shapes[0]?.at(-1) ?? 1);
  if (work <= most || axis < 0) return [apply];
  const size = out[axis] as number;
  const steps = Math.ceil(size / Math.ceil(work / most));
  const instructions: Instruction[] = [];
  const partOf = (k: number, start: number, length: number): number => {
    const shape = shapes[k] as Shape;
    // Seen from behind, where the axes of a batch are aligned.
    const at = shape.length - out.length + axis;
    if (shape[at] !== size || (k === 1 && axis === out.length - 2)) return apply.args[k] as number;
    const cutShape = shape.with(at, length);
    const slot = slots.add(cutShape);
    instructions.push({
      kernel: kernelOf(slice),
      attrs: { axis: at, start, length },
      args: [apply.args[k] as number],
      outs: [slot],
      shapes: [cutShape],
      account: apply.account,
    });
    return slot;
  };
  const joined: number[] = [];
  for (let start = 0; start < size; start += steps) {
    const length = Math.min(steps, size - start);
    const args = [partOf(0, start, length), partOf(1, start, length)];
    const shape = out.with(axis, length);
    const slot = slots.add(shape);
    instructions.push(...cutProduct({ ...apply, args, outs: [slot], shapes: [shape] }, slots, most));
    joined.push(slot);
  }
  const join: Apply = { ...apply, kernel: kernelOf(concat), attrs: { axis }, args: joined };
  return [...instructions, join];
}
