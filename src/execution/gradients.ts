// Gradients of one port with respect to every weight and tensor it depends on.
import type { Kernels } from '../kernels/kernel';
import { interpret } from '../ops/interpret';
import { gradient } from '../passes/gradient';
import { shapeOf } from '../tensor/dim';
import { count, type Tensor, tensor } from '../tensor/tensor';
import type { Checked } from './checked';
import { link } from './link';

const PREFIX = 'gradient:';

/**
 * Gradients of sum(port * cotangent), by `<node>.<weight>` or `<tensor node>.<port>`; the cotangent is ones if none is
 * given and must have the port's shape. Throws in words when the port does not run or the shapes differ.
 */
export async function gradientsOf(
  checked: Checked,
  kernels: Kernels,
  port: string,
  cotangent?: Tensor,
): Promise<Record<string, Tensor>> {
  const { program, feeds } = link(checked, [port]);
  const shape = shapeOf(program.types[program.outputs[port] as number]?.dims ?? [], checked.sizes);
  const seed = cotangent ?? tensor(shape, new Float32Array(count(shape)).fill(1));
  if (seed.shape.join() !== shape.join()) {
    throw new RangeError(`the cotangent is [${seed.shape.join(', ')}], but ${port} is [${shape.join(', ')}]`);
  }
  const wrt = feeds.filter(({ differentiable }) => differentiable).map(({ name }) => name);
  const backward = gradient(program, [port], wrt, checked.sizes);
  const inputs = [...feeds.map(({ value }) => value), seed].map((value) => kernels.upload(value));
  try {
    const outputs = interpret(backward, kernels, inputs, checked.sizes);
    const grads: Record<string, Tensor> = {};
    for (const [name, buffer] of Object.entries(outputs)) {
      if (name.startsWith(PREFIX)) {
        grads[name.slice(PREFIX.length)] = tensor(buffer.shape, await kernels.read(buffer));
      }
      kernels.free(buffer);
    }
    return grads;
  } finally {
    for (const buffer of inputs) kernels.free(buffer);
  }
}
