// Gradients of one port with respect to every weight and tensor it depends on, and to every value on the way where asked for.
import type { Kernels } from '../kernels/kernel';
import type { Program } from '../ops/program';
import { execute } from '../passes/execute';
import { gradient } from '../passes/gradient';
import { shapeOf } from '../tensor/dim';
import { count, type Tensor, tensor } from '../tensor/tensor';
import type { Checked } from './checked';
import { type Linked, link } from './link';

const GRADIENT = 'gradient:';
const PROBE = 'gradient:probe:';

/** What computes gradients, ready to run again and again. */
export interface Backward {
  readonly port: string;
  readonly shape: readonly number[];
  readonly program: Program;
  readonly feeds: Linked['feeds'];
}

export interface Gradients {
  /** Of the port itself. */
  readonly value: Tensor;
  /** By `<node>.<weight>` or `<tensor node>.<port>`; of copy k of a stacked block `<node>[k].<weight>`. */
  readonly weights: Readonly<Record<string, Tensor>>;
  /** By `<node>.<port>`, shaped as the value is; inside of a loop or stack with an axis of its steps in front. */
  readonly ports: Readonly<Record<string, Tensor>>;
}

/** Throws in words when the port does not run. `ports`: also with respect to every output before it. */
export function backwardOf(checked: Checked, port: string, { ports = false } = {}): Backward {
  const { program, feeds } = link(checked, [port], { probes: ports });
  const shape = shapeOf(program.types[program.outputs[port] as number]?.dims ?? [], checked.sizes);
  const wrt = feeds.filter(({ differentiable }) => differentiable).map(({ name }) => name);
  return { port, shape, feeds, program: gradient(program, [port], wrt, checked.sizes) };
}

/** Gradients of sum(port * cotangent); the cotangent is ones if none is given. Throws RangeError when the shapes differ. */
export async function runBackward(
  { port, shape, program, feeds }: Backward,
  { sizes }: Checked,
  kernels: Kernels,
  cotangent?: Tensor,
): Promise<Gradients> {
  const seed = cotangent ?? tensor(shape, new Float32Array(count(shape)).fill(1));
  if (seed.shape.join() !== shape.join()) {
    throw new RangeError(`the cotangent is [${seed.shape.join(', ')}], but ${port} is [${shape.join(', ')}]`);
  }
  const inputs = [...feeds.map(({ value }) => value), seed].map((value) => kernels.upload(value));
  try {
    const outputs = execute(program, kernels, inputs, sizes);
    const read = new Map<string, Tensor>();
    for (const [name, buffer] of Object.entries(outputs)) {
      read.set(name, tensor(buffer.shape, await kernels.read(buffer)));
      kernels.free(buffer);
    }
    return { value: read.get(port) as Tensor, weights: named(read, GRADIENT, PROBE), ports: named(read, PROBE) };
  } finally {
    for (const buffer of inputs) kernels.free(buffer);
  }
}

function named(read: ReadonlyMap<string, Tensor>, prefix: string, not?: string): Record<string, Tensor> {
  const found = [...read].filter(([name]) => name.startsWith(prefix) && !(not && name.startsWith(not)));
  return Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length), value]));
}

/**
 * Gradients of sum(port * cotangent), by `<node>.<weight>` or `<tensor node>.<port>`; the cotangent is ones if none is
 * given and must have the port's shape. Throws in words when the port does not run or the shapes differ.
 */
export async function gradientsOf(
  checked: Checked,
  kernels: Kernels,
  port: string,
  cotangent?: Tensor,
): Promise<Readonly<Record<string, Tensor>>> {
  return (await runBackward(backwardOf(checked, port), checked, kernels, cotangent)).weights;
}
