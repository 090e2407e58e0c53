// Gradients against central differences in float64, through loops too.
import { expect, test } from 'vitest';
import { float64Kernels } from '../kernels/float64';
import { Ops } from '../ops/ops';
import type { Program } from '../ops/program';
import { Tracer } from '../ops/tracer';
import type { Value } from '../ops/value';
import { count, float, type Tensor, tensor } from '../tensor/tensor';
import { execute } from './execute';
import { gradient } from './gradient';

const kernels = float64Kernels();

async function run(program: Program, inputs: readonly Tensor[]): Promise<Record<string, Tensor>> {
  const buffers = inputs.map((input) => kernels.upload(input));
  const outputs = execute(program, kernels, buffers, {});
  const read = Object.entries(outputs).map(
    async ([name, b]) => [name, tensor(b.shape, await kernels.read(b))] as const,
  );
  const values = Object.fromEntries(await Promise.all(read));
  for (const buffer of [...buffers, ...Object.values(outputs)]) kernels.free(buffer);
  return values;
}

/** A value that no rule is exact for by luck. */
const sample = (shape: readonly number[], seed: number): Tensor =>
  tensor(
    shape,
    Array.from({ length: count(shape) }, (_, i) => Math.fround(Math.sin(seed * 12.9898 + i * 78.233) * 0.7)),
  );

type Build = (t: Ops, inputs: readonly Value[]) => Value;

/** The gradient of sum(out * cotangent) with respect to every input against central differences. */
async function compare(shapes: readonly (readonly number[])[], build: Build): Promise<void> {
  const tracer = new Tracer();
  const names = shapes.map((_, i) => `x${i}`);
  const values = shapes.map((shape, i) => tracer.input(names[i] as string, float(shape)));
  const program = tracer.finish({ out: build(new Ops(tracer), values) });
  const inputs = shapes.map((shape, i) => sample(shape, i + 1));
  const out = (await run(program, inputs)).out as Tensor;
  const cotangent = sample(out.shape, 99);
  const loss = async (at: readonly Tensor[]): Promise<number> =>
    ((await run(program, at)).out as Tensor).data.reduce((n, v, i) => n + v * (cotangent.data[i] as number), 0);
  const grads = await run(gradient(program, ['out'], names), [...inputs, cotangent]);
  const step = 2 ** -6;
  for (const [k, input] of inputs.entries()) {
    for (const cell of input.data.keys()) {
      const moved = (by: number) =>
        inputs.map((x, i) =>
          i === k
            ? tensor(
                x.shape,
                x.data.map((v, c) => (c === cell ? v + by : v)),
              )
            : x,
        );
      // Richardson's rule over two steps: the error is of fourth order, and float32 reading does not drown it.
      const slope = async (h: number) => ((await loss(moved(h))) - (await loss(moved(-h)))) / (2 * h);
      const expected = (4 * (await slope(step / 2)) - (await slope(step))) / 3;
      const actual = (grads[`gradient:x${k}`] as Tensor).data[cell] as number;
      expect(Math.abs(actual - expected), `x${k}[${cell}]: ${actual}, not ${expected}`).toBeLessThan(
        1e-4 * Math.max(1, Math.abs(expected)),
      );
    }
  }
}

test('a value used twice gets both gradients', () =>
  compare([[2, 3]], (t, [x]) => t.mul(x as Value, t.tanh(x as Value))));

/** An Elman network over a sequence [T, 2] with weights as constants of the loop; `out` joins every state. */
const elman =
  (reverse: boolean): Build =>
  (t, [x, start, w, u]) => {
    const [xs, h0, wx, wh] = [x, start, w, u] as [Value, Value, Value, Value];
    const body = t.subprogram((b, input) => {
      input('step', float([]));
      const [cx, ch] = [input('wx', wx.type), input('wh', wh.type)];
      const xt = input('x', float([1, 2]));
      const h = input('h', h0.type);
      const next = b.tanh(b.add(b.matmul(xt, cx), b.matmul(h, ch)));
      return { s0: next, y0: next };
    });
    const spec = { body, length: xs.dims[0] as number, reverse, constants: 2, sequences: [0], states: 1, outputs: [0] };
    return t.scan(spec, [wx, wh, xs, h0])[1] as Value;
  };

const shapes = [
  [5, 2],
  [1, 3],
  [2, 3],
  [3, 3],
];

test.each([false, true])('a loop differentiates through time, backwards: %s', (reverse) =>
  compare(shapes, elman(reverse)),
);

test('a loop inside a loop differentiates', () =>
  compare(
    [
      [3, 2],
      [1, 2],
    ],
    (t, [x, h0]) => {
      const [xs, start] = [x, h0] as [Value, Value];
      const inner = t.subprogram((b, input) => {
        input('step', float([]));
        const [cell, acc] = [input('c', float([1, 1])), input('acc', start.type)];
        return { s0: b.tanh(b.add(acc, cell)) };
      });
      const outer = t.subprogram((b, input) => {
        input('step', float([]));
        const [row, state] = [input('row', float([1, 2])), input('state', start.type)];
        const spec = { body: inner, length: 2, reverse: false, constants: 0, sequences: [1], states: 1, outputs: [] };
        const [next] = b.scan(spec, [row, state]) as [Value];
        return { s0: b.mul(next, 1.1), y0: next };
      });
      const spec = { body: outer, length: 3, reverse: false, constants: 0, sequences: [0], states: 1, outputs: [0] };
      return t.scan(spec, [xs, start])[1] as Value;
    },
  ));

test('a state that nothing reads afterwards has no gradient, and the rest still has', () =>
  compare(
    [
      [3, 2],
      [1, 2],
    ],
    (t, [x, h0]) => {
      const [xs, start] = [x, h0] as [Value, Value];
      const body = t.subprogram((b, input) => {
        input('step', float([]));
        const [row, state] = [input('row', float([1, 2])), input('state', start.type)];
        return { s0: b.add(state, row), y0: b.mul(row, row) };
      });
      const spec = { body, length: 3, reverse: false, constants: 0, sequences: [0], states: 1, outputs: [0] };
      return t.add(t.scan(spec, [xs, start])[1] as Value, t.mul(start, 2));
    },
  ));

test('nothing stays alive after loops ran forwards and backwards', () => {
  expect(kernels.stats().live).toBe(0);
});
