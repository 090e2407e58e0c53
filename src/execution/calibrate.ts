// What each backend takes for a small launch and for a large product, measured once on this device. Knows no graph.
import type { Backend, Kernels } from '../kernels/kernel';
import { Ops } from '../ops/ops';
import type { Program } from '../ops/program';
import { Tracer } from '../ops/tracer';
import { execute } from '../passes/execute';
import { float, tensor } from '../tensor/tensor';

export interface Figures {
  /** Milliseconds of one small launch. */
  readonly launch: number;
  /** Milliseconds of bringing something small there and back again, beside its launches. */
  readonly trip: number;
  /** Floating-point operations a millisecond in large products. */
  readonly rate: number;
}

export type Calibration = Partial<Record<Backend, Figures>>;

const [LAUNCHES, SMALL, REPEATS] = [20, 2, 3];
/** Sides of the large products, until two more of them take `ENOUGH` milliseconds: less says nothing of a graphics card. */
const SIDES = [96, 192, 384, 768];
const ENOUGH = 2;

/** Products one after the other, which no pass makes fewer: a Program, since that is what graphs run as. */
function chain(side: number, times: number): Program {
  const tracer = new Tracer();
  const t = new Ops(tracer);
  const [first, other] = [tracer.input('first', float([side, side])), tracer.input('other', float([side, side]))];
  let product = first;
  for (let i = 0; i < times; i++) product = t.matmul(product, other);
  return tracer.finish({ product });
}

const halves = (side: number) => tensor([side, side], new Float32Array(side * side).fill(0.5));

/** Milliseconds from plain memory to plain memory: upload, run, read. */
async function tripOf(kernels: Kernels, program: Program, side: number): Promise<number> {
  const start = performance.now();
  const inputs = [kernels.upload(halves(side)), kernels.upload(halves(side))];
  try {
    const { product } = execute(program, kernels, inputs, {});
    if (product) await kernels.read(product).finally(() => kernels.free(product));
  } finally {
    for (const buffer of inputs) kernels.free(buffer);
  }
  return performance.now() - start;
}

/** The shortest of a few: whatever else ran meanwhile only made it longer. The first compiles and does not count. */
async function shortest(kernels: Kernels, side: number, times: number): Promise<number> {
  const program = chain(side, times);
  const taken: number[] = [];
  for (let run = 0; run <= REPEATS; run++) taken.push(await tripOf(kernels, program, side));
  return Math.min(...taken.slice(1));
}

/** Operations a millisecond: what two more products take, since the first brings its numbers there and back. */
async function rateOf(kernels: Kernels): Promise<number> {
  let rate = 0;
  for (const side of SIDES) {
    const one = await shortest(kernels, side, 1);
    const ms = Math.max((await shortest(kernels, side, 3)) - one, 1e-2);
    rate = (4 * side ** 3) / ms;
    if (ms >= ENOUGH) break;
  }
  return rate;
}

/** Takes about a hundred milliseconds on a slow processor. Throws KernelError where the backend does not work. */
export async function measureBackend(kernels: Kernels): Promise<Figures> {
  const one = await shortest(kernels, SMALL, 1);
  const many = await shortest(kernels, SMALL, 1 + LAUNCHES);
  const launch = Math.max((many - one) / LAUNCHES, 1e-4);
  return { launch, trip: Math.max(one - launch, 0), rate: await rateOf(kernels) };
}
