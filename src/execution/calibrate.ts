// What each backend takes for a small launch and for a large product, measured once on this device. Knows no graph.
import type { Backend, Buffer, Kernels, OpKernel, Shape } from '../kernels/kernel';
import { add } from '../ops/arithmetic';
import { matmul } from '../ops/matmul';
import { tensor } from '../tensor/tensor';

export interface Figures {
  /** Milliseconds of one small launch. */
  readonly launch: number;
  /** Milliseconds of bringing something small there and back again, beside its launches. */
  readonly trip: number;
  /** Floating-point operations a millisecond in a large product. */
  readonly rate: number;
}

export type Calibration = Partial<Record<Backend, Figures>>;

const [LAUNCHES, SIDE, REPEATS] = [20, 192, 3];

const ones = (side: number) => tensor([side, side], new Float32Array(side * side).fill(0.5));

/** Milliseconds from plain memory to plain memory: upload, `times` applications one after the other, read. */
async function tripOf(kernels: Kernels, op: OpKernel, side: number, times: number): Promise<number> {
  const start = performance.now();
  const [a, b] = [kernels.upload(ones(side)), kernels.upload(ones(side))];
  const shapes: readonly Shape[] = [[side, side]];
  const outs: Buffer[] = [];
  try {
    for (let i = 0; i < times; i++) outs.push(...kernels.run(op, [a, outs.at(-1) ?? b], {}, shapes));
    await kernels.read(outs.at(-1) ?? a);
  } finally {
    for (const buffer of [a, b, ...outs]) kernels.free(buffer);
  }
  return performance.now() - start;
}

/** The shortest of a few: whatever else ran meanwhile only made it longer. The first compiles and does not count. */
async function shortest(kernels: Kernels, op: OpKernel, side: number, times: number): Promise<number> {
  const taken: number[] = [];
  for (let run = 0; run <= REPEATS; run++) taken.push(await tripOf(kernels, op, side, times));
  return Math.min(...taken.slice(1));
}

/** Takes a few ten milliseconds on a slow processor. Throws KernelError where the backend does not work. */
export async function measureBackend(kernels: Kernels): Promise<Figures> {
  const small = add.kernel as OpKernel;
  const one = await shortest(kernels, small, 2, 1);
  const many = await shortest(kernels, small, 2, 1 + LAUNCHES);
  const launch = Math.max((many - one) / LAUNCHES, 1e-4);
  const product = await shortest(kernels, matmul.kernel as OpKernel, SIDE, 1);
  return { launch, trip: Math.max(one - launch, 0), rate: (2 * SIDE ** 3) / Math.max(product - one, 1e-3) };
}
