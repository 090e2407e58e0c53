// A product of two 512 x 512 matrices on every backend, against what one core multiplies and adds at most.
import { createKernels } from '../../../src/kernels/devices';
import type { Backend, Buffer } from '../../../src/kernels/kernel';
import { matmul } from '../../../src/ops/matmul';
import { tensor } from '../../../src/tensor/tensor';
import { numbers } from './attention';
import { product } from './javascript';
import { errorOf, median, timed } from './measure';

const [SIZE, RUNS] = [512, 15];
const SHAPE = [SIZE, SIZE];
/** Multiplications and additions of one product. */
const FLOPS = 2 * SIZE ** 3;

export interface ProductTiming {
  readonly backend: string;
  readonly median_ms: number;
  readonly runs: number;
  /** 10^9 multiplications and additions a second. */
  readonly gflops: number;
}

/** `module` exports `spin(rounds)`, which does `flopsPerRound` multiplications and additions a round in registers. */
export async function measurePeak(module: readonly number[], flopsPerRound: number): Promise<number> {
  const { instance } = await WebAssembly.instantiate(Uint8Array.from(module));
  const spin = instance.exports.spin as (rounds: number) => number;
  const rounds = 4_000_000;
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) times.push((await timed(() => spin(rounds))).ms);
  return (rounds * flopsPerRound) / Math.min(...times) / 1e6;
}

/** The operands lie on the device; one cell is read, so that the product is really done. */
export async function measureProduct(backend: Backend): Promise<ProductTiming> {
  const kernels = createKernels(backend);
  const [a, b] = [numbers(SIZE * SIZE, 1), numbers(SIZE * SIZE, 2)];
  const args = [a, b].map((cells) => kernels.upload(tensor(SHAPE, cells)));
  const shapes = [SHAPE];
  const run = (): Buffer => kernels.run(matmul.kernel as never, args, {}, shapes)[0] as Buffer;
  const first = run();
  const error = errorOf(await kernels.read(first), product(a, b, SIZE, SIZE, SIZE));
  if (!(error <= 1e-4)) throw new Error(`${backend} is off by ${error} in the product`);
  kernels.free(first);
  const times: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const { ms, result } = await timed(async () => {
      const out = run();
      // WebGL computes when it is asked for cells, wherever else it returns at once.
      if (backend === 'webgl2') await kernels.read(out);
      return out;
    });
    times.push(ms);
    kernels.free(result);
  }
  kernels.dispose();
  return { backend, median_ms: median(times), runs: RUNS, gflops: FLOPS / median(times) / 1e6 };
}
