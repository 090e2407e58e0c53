// What optimising may do: the same outputs, from fewer steps. Run by the float64 oracle and by wasm.
import { expect, it } from 'vitest';
import { createKernels } from '../kernels/devices';
import type { Backend } from '../kernels/kernel';
import { Ops } from '../ops/ops';
import type { Program } from '../ops/program';
import { Tracer } from '../ops/tracer';
import type { Value } from '../ops/value';
import { float, type Tensor, tensor } from '../tensor/tensor';
import { filled } from '../testing/opCases';
import { assertSame } from '../testing/oracle';
import { execute } from './execute';
import { optimise } from './optimise';

type Build = (t: Ops, inputs: readonly Value[]) => Value;

function programOf(shapes: readonly (readonly number[])[], build: Build): Program {
  const tracer = new Tracer();
  const inputs = shapes.map((shape, i) => tracer.input(`x${i}`, float(shape)));
  return tracer.finish({ out: build(new Ops(tracer), inputs) });
}

async function run(backend: Backend, program: Program, inputs: readonly Tensor[]): Promise<Tensor> {
  const kernels = createKernels(backend);
  const { out } = execute(
    program,
    kernels,
    inputs.map((input) => kernels.upload(input)),
    {},
  );
  const read = out && tensor(out.shape, await kernels.read(out));
  kernels.dispose();
  return read as Tensor;
}

const opsOf = (program: Program): string[] => program.steps.map(({ op }) => op.id);

/** Scores, scale, masks, softmax and weighted sum, each by itself, as nodes say them. */
const attention =
  (kind: 'open' | 'causal' | 'end' | 'valid' | 'both', temperature = 1): Build =>
  (t, [q, k, v, valid]) => {
    const [query, key, value] = [q, k, v] as [Value, Value, Value];
    const [T, S] = [query.dims.at(-2) as number, key.dims.at(-2) as number];
    let scores = t.div(t.matmul(query, t.transpose(key)), t.sqrt(t.size(query.dims.at(-1) as number)));
    if (kind === 'causal' || kind === 'end' || kind === 'both') {
      const rows = t.unsqueeze(t.iota(T), -1);
      const here = kind === 'end' ? t.add(rows, t.size(S - T)) : rows;
      scores = t.where(t.lessEqual(t.iota(S), here), scores, Number.NEGATIVE_INFINITY);
    }
    if (kind === 'valid' || kind === 'both') scores = t.where(valid as Value, scores, Number.NEGATIVE_INFINITY);
    const cooled = temperature === 1 ? scores : t.div(scores, temperature);
    return t.matmul(t.softmax(cooled), value);
  };

it.each(['open', 'causal', 'end', 'valid', 'both'] as const)(
  '%s attention is one step with the same rows',
  async (kind) => {
    for (const [T, S, d, e] of [
      [1, 1, 1, 1],
      [3, 5, 4, 7],
      [7, 7, 3, 8],
      [37, 41, 9, 17],
    ] as const) {
      const shapes = [
        [2, T, d],
        [2, S, d],
        [S, e],
        [2, 1, S],
      ];
      const inputs = shapes.map((shape, i) => filled(shape, 7 + i));
      // The first example has nothing but padding: each of its rows is all zeros.
      inputs[3] = tensor(
        [2, 1, S],
        Array.from({ length: 2 * S }, (_, i) => (i < S ? 0 : i % 3 ? 1 : 0)),
      );
      const program = programOf(shapes, attention(kind, kind === 'open' ? 2 : 1));
      expect(opsOf(optimise(program, {}))).toContain('attend');
      expect(opsOf(optimise(program, {}))).not.toContain('softmax');
      const expected = await run('float64', program, inputs);
      for (const backend of ['wasm', 'cpu'] as const) {
        assertSame(`${kind} on ${backend}`, await run(backend, program, inputs), expected);
      }
    }
  },
);

it('weights that somebody else reads are written down', () => {
  const program = programOf(
    [
      [3, 4],
      [5, 4],
      [5, 2],
    ],
    (t, [q, k, v]) => {
      const weights = t.softmax(t.matmul(q as Value, t.transpose(k as Value)));
      return t.add(t.matmul(weights, v as Value), t.sum(weights, [-1], true));
    },
  );
  expect(opsOf(optimise(program, {}))).not.toContain('attend');
});

it('the same is computed once, and what changes nothing not at all', () => {
  const program = programOf([[2, 3]], (t, [x]) => {
    const y = t.mul(t.add(x as Value, 0), 1);
    return t.add(t.exp(y), t.exp(t.permute(t.permute(y, [1, 0]), [1, 0])));
  });
  expect(opsOf(optimise(program, {}))).toEqual(['chain(exp 0, add 1 1)']);
});

it('neighbours cell by cell are one step, what is read elsewhere and what is smaller stays', async () => {
  const shapes = [[2, 3], [3], [2, 3]];
  const build: Build = (t, [x, b, y]) => {
    const gate = t.sigmoid(t.add(x as Value, t.mul(b as Value, 2)));
    const kept = t.tanh(t.sub(y as Value, gate));
    return t.add(t.mul(gate, kept), t.sum(t.where(t.lessEqual(kept, 0), gate, kept), [-1], true));
  };
  const program = programOf(shapes, build);
  const chains = opsOf(optimise(program, {})).filter((id) => id.startsWith('chain'));
  expect(chains).toEqual([
    'chain(add 0 1, sigmoid 2)',
    'chain(sub 0 1, tanh 2)',
    'chain(lessEqual 1 2, where 3 0 1)',
    'chain(mul 1 2, add 3 0)',
  ]);
  const inputs = shapes.map((shape, i) => filled(shape, 3 + i));
  const expected = await run('float64', program, inputs);
  for (const backend of ['wasm', 'cpu', 'webasm'] as const) {
    assertSame(backend, await run(backend, program, inputs), expected);
  }
});

it('a number on the right that adds axes stays', () => {
  const program = programOf([[3]], (t, [x]) => t.add(x as Value, t.fill([2, 3], 0)));
  expect(opsOf(optimise(program, {}))).toEqual(['fill', 'add']);
});

it('what is alike at every step is computed before a loop, with the same values', async () => {
  const shapes = [
    [2, 3],
    [3, 4],
    [5, 1, 4],
  ];
  const build: Build = (t, [a, w, xs]) => {
    const body = t.subprogram((b, input) => {
      input('step', float([]));
      const [keys, weight] = [input('keys', float([2, 3])), input('weight', float([3, 4]))];
      const [x, s] = [input('x', float([1, 1, 4])), input('s', float([2, 4]))];
      const alike = b.tanh(b.matmul(keys, weight));
      return { s0: b.add(b.mul(s, alike), b.reshape(x, [1, 4])), y0: b.unsqueeze(b.mul(alike, 2), 0) };
    });
    const spec = { body, length: 5, reverse: false, constants: 2, sequences: [0], states: 1, outputs: [0] };
    const [s, y] = t.scan(spec, [a as Value, w as Value, xs as Value, t.fill([2, 4], 0.5)]) as [Value, Value];
    return t.add(s, t.sum(y, [0], false));
  };
  const program = programOf(shapes, build);
  const better = optimise(program, {});
  expect(opsOf(better)).toEqual(expect.arrayContaining(['matmul', 'tanh', 'scan']));
  const loop = better.steps.find(({ op }) => op.id === 'scan');
  expect(opsOf(loop?.attrs.body as Program)).not.toContain('matmul');
  const inputs = shapes.map((shape, i) => filled(shape, 5 + i));
  const expected = await run('float64', program, inputs);
  for (const backend of ['wasm', 'cpu'] as const) assertSame(backend, await run(backend, program, inputs), expected);
});

it('slices that share nothing have one gradient, side by side', async () => {
  const program = programOf(
    [
      [2, 3],
      [2, 4],
    ],
    (t, [a, b]) => {
      const [front, back] = [t.pad(a as Value, 1, 0, 4), t.pad(b as Value, 1, 3, 0)];
      return t.mul(t.add(back, front), t.add(front, t.pad(b as Value, 1, 2, 1)));
    },
  );
  const ids = opsOf(optimise(program, {}));
  expect(ids.filter((id) => id === 'concat')).toHaveLength(1);
  expect(ids.filter((id) => id === 'pad')).toHaveLength(2);
  const inputs = [filled([2, 3], 1), filled([2, 4], 2)];
  assertSame('wasm', await run('wasm', program, inputs), await run('float64', program, inputs));
});

it('cells that only move are read in place by what is computed cell by cell, where a backend has it so', async () => {
  const shapes = [
    [4, 6],
    [3, 4],
    [4, 1],
    [4, 3],
  ];
  const program = programOf(shapes, (t, [x, turned, column, whole]) => {
    const [a, b] = [t.slice(x as Value, 1, 0, 3), t.slice(x as Value, 1, 3, 3)];
    const gate = t.sigmoid(t.add(a, b));
    const rest = t.mul(t.transpose(turned as Value), t.expand(column as Value, [4, 3]));
    return t.matmul(t.add(t.mul(gate, rest), whole as Value), t.transpose(a));
  });
  const inPlace = optimise(program, {}, 'in place');
  expect(inPlace.steps.map(({ op }) => op.id.replace(/\(.*/, ''))).toEqual(['slice', 'chain', 'permute', 'matmul']);
  const inputs = shapes.map((shape, i) => filled(shape, 3 + i));
  const expected = await run('float64', program, inputs);
  for (const backend of ['float64', 'wasm', 'cpu', 'webasm'] as const) {
    assertSame(backend, await run(backend, program, inputs), expected);
    assertSame(`in place on ${backend}`, await run(backend, inPlace, inputs), expected);
  }
});

it('reads in place where sizes are symbols', async () => {
  const tracer = new Tracer({ sizes: { T: 5 } });
  const t = new Ops(tracer);
  const x = tracer.input('x', float(['T', 4]));
  const program = tracer.finish({ out: t.exp(t.slice(t.flip(x, 0), 1, 1, 2)) });
  const kernels = createKernels('cpu');
  for (const T of [5, 3]) {
    const cells = filled([T, 4], T);
    const { out } = execute(program, kernels, [kernels.upload(cells)], { T });
    const turned = Array.from({ length: T }, (_, i) => [...cells.data.subarray(4 * (T - 1 - i) + 1, 4 * (T - i) - 1)]);
    const expected = tensor([T, 2], turned.flat().map(Math.exp));
    assertSame(`T = ${T}`, tensor([T, 2], await kernels.read(out as never)), expected);
  }
  kernels.dispose();
});
