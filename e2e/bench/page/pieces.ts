// The longest piece in which each backend does large work: as long as that nobody else gets their turn.
import type { DeviceBackend } from '../../../src/kernels/available';
import { createKernels } from '../../../src/kernels/devices';
import { Ops } from '../../../src/ops/ops';
import { Tracer } from '../../../src/ops/tracer';
import type { Value } from '../../../src/ops/value';
import { start } from '../../../src/passes/execute';
import { float, tensor } from '../../../src/tensor/tensor';
import { numbers } from './attention';

interface Work {
  readonly shapes: readonly (readonly number[])[];
  readonly body: (t: Ops, ...inputs: Value[]) => Value;
}

/** Causal attention over tokens in heads, each of them its own query, key and value. */
const causal = (heads: number, tokens: number, width: number): Work => ({
  shapes: new Array(3).fill([heads, tokens, width]),
  body: (t, q, k, v) => {
    const seen = t.lessEqual(t.iota(tokens), t.unsqueeze(t.iota(tokens), -1));
    const scores = t.div(t.matmul(q as Value, t.transpose(k as Value)), 4);
    return t.matmul(t.softmax(t.where(seen, scores, Number.NEGATIVE_INFINITY)), v as Value);
  },
});

const WORKS: Readonly<Record<string, Work>> = {
  // Its scores are the largest value that a graph may hold; those of the next one are eight times that.
  'causal attention, 2048 tokens of width 64, 4 heads': causal(4, 2048, 16),
  'causal attention, 4096 tokens of width 64, 8 heads': causal(8, 4096, 8),
  'product 1024 x 1024 x 1024': {
    shapes: [
      [1024, 1024],
      [1024, 1024],
    ],
    body: (t, a, b) => t.matmul(a as Value, b as Value),
  },
  'softmax 4 x 2048 x 2048': { shapes: [[4, 2048, 2048]], body: (t, x) => t.softmax(x as Value) },
  'e^x of 16 M cells': { shapes: [[4096, 4096]], body: (t, x) => t.exp(x as Value) },
  'sum of rows of 16 M cells': { shapes: [[4096, 4096]], body: (t, x) => t.sum(x as Value, [-1], true) },
};

/** Milliseconds of the longest piece of each work, when everything is compiled and on the device. */
export const measurePieces = (backend: DeviceBackend) =>
  Object.entries(WORKS).map(([what, work]) => ({ what, backend, ...longest(backend, work) }));

function longest(backend: DeviceBackend, { shapes, body }: Work) {
  const tracer = new Tracer();
  const inputs = shapes.map((shape, i) => tracer.input(`x${i}`, float(shape)));
  const program = tracer.finish({ out: body(new Ops(tracer), ...inputs) });
  const kernels = createKernels(backend);
  const given = shapes.map((shape, i) =>
    kernels.upload(
      tensor(
        shape,
        numbers(
          shape.reduce((n, size) => n * size, 1),
          i + 1,
        ),
      ),
    ),
  );
  let pieces: number[] = [];
  for (let round = 0; round < 2; round++) {
    pieces = [];
    const running = start(program, kernels, given, {});
    for (let over = false; !over; ) {
      const begun = performance.now();
      const { done, value } = running.next();
      kernels.finish?.();
      pieces.push(performance.now() - begun);
      if (done && value.out) kernels.free(value.out);
      over = done === true;
    }
  }
  kernels.dispose();
  const whole = pieces.reduce((sum, ms) => sum + ms, 0);
  return { longest_ms: Math.max(...pieces), whole_ms: whole, pieces: pieces.length };
}
