// Small launches run without a break from their second time on, with the same cells; large ones keep taking turns.
import { describe, expect, it } from 'vitest';
import { createKernels } from '../kernels/devices';
import { float64Kernels } from '../kernels/float64';
import type { Buffer, OpKernel } from '../kernels/kernel';
import type { Tensor } from '../tensor/tensor';
import { filled } from '../testing/opCases';
import { assertSame, runOp } from '../testing/oracle';
import { add } from './arithmetic';
import { matmul } from './matmul';
import { slice } from './movement';
import { softmax } from './reduction';

const kernelOf = (op: { readonly kernel: unknown }): OpKernel => op.kernel as OpKernel;

describe.each(['cpu', 'webasm'] as const)('on %s', (backend) => {
  it.each([
    ['a sum', add, [[30, 50], [50]]],
    [
      'a product in groups of rows',
      matmul,
      [
        [2, 60, 5],
        [5, 70],
      ],
    ],
    ['several launches', softmax, [[40, 90]]],
  ] as const)('%s', async (_, op, shapes) => {
    const kernels = createKernels(backend);
    const inputs = shapes.map((shape, i) => filled(shape, 3 + i));
    const [expected] = await runOp(float64Kernels(), op, inputs);
    const args = inputs.map((input) => kernels.upload(input));
    const out = [expected?.shape ?? []];
    // The same shapes again say that everything else is the same, too.
    const atOnce = () => kernels.atOnce?.(kernelOf(op), args, {}, out);
    const check = async (buffer: Buffer): Promise<void> => {
      assertSame(backend, { shape: buffer.shape, data: await kernels.read(buffer) }, expected as Tensor);
      kernels.free(buffer);
    };
    expect(atOnce()).toBeUndefined();
    // Every run lets the next one do more between two turns.
    let again: readonly Buffer[] | undefined;
    for (let k = 0; k < 50 && !again; k++) {
      await check((kernels.run(kernelOf(op), args, {}, out) as [Buffer])[0]);
      again = atOnce();
    }
    await check(again?.[0] as Buffer);
    for (const arg of args) kernels.free(arg);
    expect(kernels.stats().live).toBe(0);
    kernels.dispose();
  });

  it('cells that are read in place outlive the value that they were part of', async () => {
    const kernels = createKernels(backend);
    const input = filled([4, 8], 5);
    const [a, b] = [kernels.upload(input), kernels.upload(filled([4, 8], 6))];
    const shapes = [[4, 8]];
    const total = (): Buffer => (kernels.run(kernelOf(add), [a, b], {}, shapes) as [Buffer])[0];
    kernels.free(total());
    const whole = total();
    const cells = await kernels.read(whole);
    const attrs = { axis: 0, start: 1, length: 2 };
    const [rows] = kernels.run(kernelOf(slice), [whole], attrs, [[2, 8]]) as [Buffer];
    const last = kernels.part?.(whole, 24, [8]) as Buffer;
    kernels.free(whole);
    const others = [total(), total()];
    expect([...(await kernels.read(rows))]).toEqual([...cells.subarray(8, 24)]);
    expect([...(await kernels.read(last))]).toEqual([...cells.subarray(24)]);
    for (const buffer of [rows, last, ...others, a, b]) kernels.free(buffer);
    expect(kernels.stats().live).toBe(0);
    kernels.dispose();
  });
});
