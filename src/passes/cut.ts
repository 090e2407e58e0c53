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

/** Along the first axis: that of a batch, or the rows of the left matrix. */
function cutProduct(apply: Apply, slots: Slots, most: number): Instruction[] {
  const [out] = apply.shapes as [Shape];
  const shapes = apply.args.map((slot) => slots.shapes[slot] as Shape);
  const size = out[0] as number;
  const work = 2 * out.reduce((n, d) => n * d, shapes[0]?.at(-1) ?? 1);
  const parts = Math.min(size, Math.ceil(work / most));
  if (parts < 2) return [apply];
  const steps = Math.ceil(size / parts);
  const instructions: Instruction[] = [];
  const partOf = (k: number, start: number, length: number): number => {
    const shape = shapes[k] as Shape;
    const along = shape.length === out.length && shape[0] === size && !(out.length === 2 && k === 1);
    if (!along) return apply.args[k] as number;
    const cutShape = [length, ...shape.slice(1)];
    const slot = slots.add(cutShape);
    instructions.push({
      kernel: kernelOf(slice),
      attrs: { axis: 0, start, length },
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
    const shape = [length, ...out.slice(1)];
    const slot = slots.add(shape);
    instructions.push({ ...apply, args, outs: [slot], shapes: [shape] });
    joined.push(slot);
  }
  const join: Apply = { ...apply, kernel: kernelOf(concat), attrs: { axis: 0 }, args: joined };
  return [...instructions, join];
}
