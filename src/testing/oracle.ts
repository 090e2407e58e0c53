// Runs one op on any backend and holds its cells against the float64 oracle. Knows no particular op. Tests only.
import { float64Kernels } from '../kernels/float64';
import type { Kernels } from '../kernels/kernel';
import type { Attrs, Op } from '../ops/op';
import { float, type Tensor } from '../tensor/tensor';

/** Relative to the expected cell, and absolute below 1. */
export const TOLERANCE = 1e-4;

const shapesOf = (op: Op, inputs: readonly Tensor[], attrs: Attrs): number[][] =>
  op
    .infer(
      inputs.map(({ shape }) => float(shape)),
      attrs,
      (a, b) => a === b,
    )
    .map(({ dims }) => dims as number[]);

/** The outputs of one application; nothing stays on the device. */
export async function runOp(kernels: Kernels, op: Op, inputs: readonly Tensor[], attrs: Attrs = {}): Promise<Tensor[]> {
  const args = inputs.map((input) => kernels.upload(input));
  try {
    if ('loop' in op.kernel) throw new Error(`${op.id} is made of other ops: run a Program`);
    const outs = kernels.run(op.kernel, args, attrs, shapesOf(op, inputs, attrs));
    const read = outs.map((out) => kernels.read(out));
    for (const out of outs) kernels.free(out);
    const cells = await Promise.all(read);
    return outs.map(({ shape }, i) => ({ shape, data: cells[i] as Float32Array }));
  } finally {
    for (const arg of args) kernels.free(arg);
  }
}

const same = (actual: number, expected: number): boolean =>
  Object.is(actual, expected) ||
  actual === expected ||
  // An infinity is near nothing but itself.
  (Number.isFinite(expected) && Math.abs(actual - expected) <= TOLERANCE * Math.max(1, Math.abs(expected)));

/** Throws an Error that names the first cell that differs. */
export function assertSame(what: string, actual: Tensor, expected: Tensor): void {
  if (String(actual.shape) !== String(expected.shape) || actual.data.length !== expected.data.length) {
    throw new Error(`${what}: ${actual.data.length} cells in [${actual.shape}], expected [${expected.shape}]`);
  }
  const cell = expected.data.findIndex((value, i) => !same(actual.data[i] as number, value));
  if (cell < 0) return;
  throw new Error(`${what} of [${expected.shape}]: cell ${cell} is ${actual.data[cell]}, not ${expected.data[cell]}`);
}

/** Throws where the backend and the oracle differ. */
export async function assertAsOracle(
  kernels: Kernels,
  op: Op,
  inputs: readonly Tensor[],
  attrs: Attrs = {},
): Promise<void> {
  const expected = await runOp(float64Kernels(), op, inputs, attrs);
  const actual = await runOp(kernels, op, inputs, attrs);
  if (actual.length !== expected.length) throw new Error(`${op.id} gave ${actual.length} outputs`);
  expected.forEach((tensor, i) => {
    assertSame(op.id, actual[i] as Tensor, tensor);
  });
}
