// A loop keeps what has to be done one step after the other; whatever is done before or after it gives the same values.
import { describe, expect, it } from 'vitest';
import { createKernels } from '../kernels/devices';
import type { Backend } from '../kernels/kernel';
import { Ops } from '../ops/ops';
import { nodeAt, type Program } from '../ops/program';
import { Tracer } from '../ops/tracer';
import type { Value } from '../ops/value';
import { type Dim, type Sizes, shapeOf } from '../tensor/dim';
import { float, type Tensor, tensor } from '../tensor/tensor';
import { filled } from '../testing/opCases';
import { assertSame } from '../testing/oracle';
import { execute } from './execute';
import { gradient } from './gradient';
import { hoisted } from './hoist';
import { optimise } from './optimise';

type Build = (t: Ops, inputs: readonly Value[]) => Readonly<Record<string, Value>>;

function programOf(shapes: readonly (readonly Dim[])[], build: Build, sizes: Sizes = {}): Program {
  const tracer = new Tracer({ sizes });
  const inputs = shapes.map((shape, i) => tracer.input(`x${i}`, float(shape)));
  return tracer.finish(build(new Ops(tracer), inputs));
}

async function run(backend: Backend, program: Program, sizes: Sizes = {}): Promise<Record<string, Tensor>> {
  const kernels = createKernels(backend);
  const inputs = program.inputs.map(({ value }, i) =>
    kernels.upload(filled(shapeOf(program.types[value]?.dims ?? [], sizes), 7 + i)),
  );
  const outputs = execute(program, kernels, inputs, sizes);
  const read = Object.entries(outputs).map(
    async ([name, out]) => [name, tensor(out.shape, await kernels.read(out))] as const,
  );
  const values = Object.fromEntries(await Promise.all(read));
  for (const buffer of [...inputs, ...Object.values(outputs)]) kernels.free(buffer);
  expect(kernels.stats().live).toBe(0);
  kernels.dispose();
  return values;
}

async function sameEverywhere(program: Program, sizes: Sizes = {}): Promise<void> {
  const expected = await run('float64', program, sizes);
  for (const backend of ['wasm', 'webasm', 'cpu'] as const) {
    for (const [name, value] of Object.entries(await run(backend, program, sizes))) {
      assertSame(`${name} on ${backend}`, value, expected[name] as Tensor);
    }
  }
}

const loopOf = (program: Program): Program => program.steps.find(({ op }) => op.id === 'scan')?.attrs.body as Program;
const opsOf = (program: Program): string[] => program.steps.map(({ op }) => op.id);
const launched = (program: Program): string[] => opsOf(program).filter((id) => id !== 'reshape');

/** h' = tanh(x Wx + b + h Wh), and y = h' Wy of every step; x stands on `axis` of its rows. */
const elman =
  (axis: 0 | 1, reverse: boolean): Build =>
  (t, [xs, h0, wx, wh, bias, wy]) => {
    const [x, h, a, b, c, d] = [xs, h0, wx, wh, bias, wy] as [Value, Value, Value, Value, Value, Value];
    const slice = x.dims.map((dim, i) => (i === axis ? 1 : dim));
    const body = t.subprogram((s, input) => {
      input('step', float([]));
      const [ax, ah, ab, ay] = [a, b, c, d].map((w, i) => input(`w${i}`, w.type)) as [Value, Value, Value, Value];
      const row = s.reshape(input('x', float(slice)), h.dims);
      const before = input('h', h.type);
      const next = s.tanh(s.add(s.add(s.matmul(row, ax), ab), s.matmul(before, ah)));
      return { s0: next, y0: s.reshape(s.matmul(next, ay), slice) };
    });
    const length = x.dims[axis] as Dim;
    const spec = { body, length, reverse, constants: 4, sequences: [axis], states: 1, outputs: [axis] };
    const [last, rows] = t.scan(spec, [a, b, c, d, x, h]) as [Value, Value];
    return { last, rows };
  };

const WEIGHTS = [[3, 3], [3, 3], [3], [3, 3]];
const shapesOn = (axis: 0 | 1) => [axis === 0 ? [5, 2, 3] : [2, 5, 3], [2, 3], ...WEIGHTS];

describe.each([
  [0, false],
  [0, true],
  [1, false],
  [1, true],
] as const)('steps on axis %i, backwards: %s', (axis, reverse) => {
  const program = programOf(shapesOn(axis), elman(axis, reverse));

  it('leaves one product of three in the loop', async () => {
    expect(launched(loopOf(hoisted(program, {})))).toEqual(['matmul', 'add', 'tanh']);
    expect(opsOf(optimise(program, {})).filter((id) => id === 'matmul')).toHaveLength(2);
    await sameEverywhere(program);
  });

  it('has the same gradients, taken before or after', async () => {
    const names = program.inputs.map(({ name }) => name);
    const back = gradient(program, ['rows'], names);
    await sameEverywhere(back);
    const [expected, other] = [
      await run('float64', back),
      await run('float64', gradient(hoisted(program, {}), ['rows'], names)),
    ];
    expect(Object.keys(other)).toEqual(Object.keys(expected));
    for (const [name, value] of Object.entries(other)) assertSame(name, value, expected[name] as Tensor);
  });
});

it('computes once for all steps what the way back computes again from what a state was', () => {
  const program = programOf(shapesOn(0), elman(0, false));
  const back = optimise(gradient(program, ['rows'], ['x2', 'x3']), {});
  const [, backwards] = back.steps.filter(({ op }) => op.id === 'scan');
  expect(launched(backwards?.attrs.body as Program).filter((id) => id === 'matmul' || id.includes('tanh'))).toEqual([
    'matmul',
  ]);
});

it('leaves what would take much memory in the loop, and asks again for other sizes', async () => {
  const sizes = { T: 4 };
  const program = programOf([['T', 2, 3], [2, 3], ...WEIGHTS], elman(0, false), sizes);
  const short = optimise(program, sizes);
  expect(optimise(program, { T: 5 })).toBe(short);
  const products = (of: Program): number => opsOf(loopOf(of)).filter((id) => id === 'matmul').length;
  const long = optimise(program, { T: 2 ** 22 });
  expect([products(short), products(long)]).toEqual([1, 3]);
  await sameEverywhere(program, sizes);
});

it('takes slices that only the loop reads in the loop', () => {
  const program = programOf(
    [
      [4, 2, 6],
      [2, 3],
    ],
    (t, [x, h]) => {
      const body = t.subprogram((b, input) => {
        input('step', float([]));
        const [row, s] = [input('x', float([1, 2, 6])), input('h', float([2, 3]))];
        return { s0: b.add(s, b.reshape(b.slice(row, 2, 3, 3), [2, 3])) };
      });
      const spec = { body, length: 4, reverse: false, constants: 0, sequences: [0], states: 1, outputs: [] };
      return { last: t.scan(spec, [x as Value, h as Value])[0] as Value };
    },
  );
  expect(launched(hoisted(program, {}))).toEqual(['scan']);
});

it('looks rows up before the loop in a table that stays, and in the loop in one that does not', async () => {
  const build =
    (own: boolean): Build =>
    (t, [table, ids, h]) => {
      const body = t.subprogram((b, input) => {
        input('step', float([]));
        const [rows, id, s] = [input('table', float([3, 2])), input('ids', float([1])), input('h', float([3, 2]))];
        const found = b.gather(own ? s : rows, b.equal(id, id));
        return { s0: b.tanh(b.add(s, found)), y0: b.mul(found, 2) };
      });
      const spec = { body, length: 4, reverse: false, constants: 1, sequences: [0], states: 1, outputs: [0] };
      const [last, rows] = t.scan(spec, [table as Value, ids as Value, h as Value]) as [Value, Value];
      return { last, rows };
    };
  const shapes = [[3, 2], [4], [3, 2]];
  const [alike, own] = [programOf(shapes, build(false)), programOf(shapes, build(true))];
  expect(opsOf(loopOf(hoisted(alike, {})))).not.toContain('gather');
  expect(opsOf(loopOf(hoisted(own, {})))).toContain('gather');
  await sameEverywhere(alike);
  await sameEverywhere(own);
});

it('leaves what was taken out of a loop on the account of its node', () => {
  const tracer = new Tracer();
  const t = new Ops(tracer);
  const [x, h] = [tracer.input('x', float([4, 2])), tracer.input('h', float([1, 2]))];
  const body = t.subprogram((b, input) => {
    input('step', float([]));
    const [row, s] = [input('x', float([1, 2])), input('h', float([1, 2]))];
    const inside = (node: string, make: () => Value): Value => (b as Ops).tracer.within({ label: node, node }, make);
    const made = inside('first', () => b.exp(row));
    const next = inside('second', () => b.add(s, made));
    return { s0: next, y0: inside('third', () => b.tanh(next)) };
  });
  const spec = { body, length: 4, reverse: false, constants: 0, sequences: [0], states: 1, outputs: [0] };
  const [last, rows] = t.scan(spec, [x, h]) as [Value, Value];
  const program = hoisted(tracer.finish({ last, rows }), {});
  const accounts = (of: Program) =>
    of.steps.filter(({ op }) => !['reshape', 'scan'].includes(op.id)).map(({ op, site }) => [op.id, nodeAt(of, site)]);
  expect(accounts(program)).toEqual([
    ['exp', 'first'],
    ['tanh', 'third'],
  ]);
  expect(accounts(loopOf(program))).toEqual([['add', 'second']]);
});
