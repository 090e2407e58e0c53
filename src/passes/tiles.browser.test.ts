// Values of more rows than a texture has, on WebGL2: what reads them is cut so that tuned kernels run its parts.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createKernels } from '../kernels/devices';
import { float64Kernels } from '../kernels/float64';
import type { Kernels, Shape } from '../kernels/kernel';
import { Ops } from '../ops/ops';
import type { Program } from '../ops/program';
import { Tracer } from '../ops/tracer';
import type { Value } from '../ops/value';
import { float, type Tensor, tensor } from '../tensor/tensor';
import { filled } from '../testing/opCases';
import { assertSame } from '../testing/oracle';
import { execute } from './execute';

const ROWS = 1024;

beforeEach(() => {
  const { getParameter } = WebGL2RenderingContext.prototype;
  vi.spyOn(WebGL2RenderingContext.prototype, 'getParameter').mockImplementation(function (
    this: WebGL2RenderingContext,
    name,
  ) {
    return name === this.MAX_TEXTURE_SIZE ? ROWS : getParameter.call(this, name);
  });
});

afterEach(() => vi.restoreAllMocks());

function programOf(shapes: readonly Shape[], body: (t: Ops, ...inputs: Value[]) => Value): Program {
  const tracer = new Tracer();
  const inputs = shapes.map((shape, i) => tracer.input(`x${i}`, float([...shape])));
  return tracer.finish({ out: body(new Ops(tracer), ...inputs) });
}

async function outOf(kernels: Kernels, program: Program, inputs: readonly Tensor[]): Promise<Tensor> {
  const given = inputs.map((input) => kernels.upload(input));
  const { out } = execute(program, kernels, given, {});
  if (!out) throw new Error('nothing came out');
  return tensor(out.shape, await kernels.read(out));
}

/** The same as the oracle says, from so many launches of tuned kernels. */
async function assertTuned(shapes: readonly Shape[], body: (t: Ops, ...inputs: Value[]) => Value, tuned: number) {
  const program = programOf(shapes, body);
  const inputs = shapes.map((shape, i) => filled(shape, i + 1));
  const kernels = createKernels('webgl2');
  const found = await outOf(kernels, program, inputs);
  assertSame('out', found, await outOf(float64Kernels(), program, inputs));
  expect(kernels.stats().tuned).toBe(tuned);
  kernels.dispose();
}

it('attention runs a few heads at a time', async () => {
  const T = 400;
  const heads: Shape = [8, T, 5];
  await assertTuned(
    [heads, heads, heads],
    (t, q, k, v) => {
      const seen = t.lessEqual(t.iota(T), t.unsqueeze(t.iota(T), -1));
      const scores = t.matmul(q as Value, t.transpose(k as Value));
      return t.matmul(t.softmax(t.where(seen, scores, Number.NEGATIVE_INFINITY)), v as Value);
    },
    4,
  );
});

it('products run a few matrices or rows at a time', async () => {
  await assertTuned(
    [
      [8, 400, 60],
      [8, 60, 30],
    ],
    (t, a, b) => t.matmul(a as Value, b as Value),
    8,
  );
  await assertTuned(
    [
      [3001, 40],
      [40, 50],
    ],
    (t, a, b) => t.matmul(a as Value, b as Value),
    4,
  );
});
