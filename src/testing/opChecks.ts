// What every backend must get right, as named checks that throw: the same in Node, in a page and in a worker. Tests only.
import fc from 'fast-check';
import type { Buffer, Kernels, LaunchedKernel } from '../kernels/kernel';
import { add, div, equal, lessEqual, mul, where } from '../ops/arithmetic';
import { erf, exp, log, neg, relu, sigmoid, sqrt, tanh } from '../ops/functions';
import { concat, pad } from '../ops/joining';
import { matmul } from '../ops/matmul';
import { expand, flip, permute, slice } from '../ops/movement';
import type { Attrs, Op } from '../ops/op';
import { argmax, max, softmax, sum } from '../ops/reduction';
import { divide } from '../ops/source';
import { gather, scatterAdd } from '../ops/table';
import { count, type Tensor, tensor } from '../tensor/tensor';
import { EVERY_OP, filled, OP_CASES } from './opCases';
import { assertAsOracle, assertSame, runOp } from './oracle';

export interface Check {
  readonly name: string;
  run(kernels: Kernels): Promise<void>;
}

const INF = Number.POSITIVE_INFINITY;
const NAN = Number.NaN;

const check = (name: string, run: Check['run']): Check => ({ name, run });

/** An application whose cells are those of the oracle. */
const application = (name: string, op: Op, inputs: readonly Tensor[], attrs: Attrs = {}): Check =>
  check(name, (kernels) => assertAsOracle(kernels, op, inputs, attrs));

const row = (...cells: number[]): Tensor => tensor([cells.length], cells);

/** Numbers that are their own index, which float32 holds exactly. */
const counting = (shape: readonly number[]): Tensor => ({
  shape,
  data: Float32Array.from({ length: count(shape) }, (_, i) => i),
});

/** Every op on random shapes: odd sizes, size 1, rank 0, broadcasting, permutations, one part or eleven. */
export const randomChecks = (runs: number): Check[] =>
  EVERY_OP.map((op) =>
    check(`${op.id} equals the oracle on random shapes`, async (kernels) => {
      const cases = OP_CASES[op.id];
      if (!cases) throw new Error(`${op.id} has no random cases: add them to opCases.ts`);
      const property = fc.asyncProperty(cases, ({ inputs, attrs }) => assertAsOracle(kernels, op, inputs, attrs));
      await fc.assert(property, { numRuns: runs });
    }),
  );

const longLoops: Check[] = [
  application('a sum of 1500 cells is whole', sum, [filled([2, 1500, 3], 1)], { axis: 1 }),
  application('a maximum at cell 1400 is found', max, [counting([3, 1401])], { axis: 1 }),
  application('the index of a maximum at cell 1400 is found', argmax, [counting([3, 1401])]),
  application('a row of 1301 weights sums to one', softmax, [filled([3, 1301], 2)]),
  application('a product over 1201 terms is whole', matmul, [filled([3, 1201], 3), filled([1201, 2], 4)]),
  application(
    'all of 1101 rows are added to the table',
    scatterAdd,
    [filled([1101, 2], 5), filled([1101], 6, (u) => Math.floor(3 * u))],
    { rows: 3 },
  ),
];

const LARGE = [3, 701, 503];
const wide = (op: Op, attrs: Attrs, shape: readonly number[] = LARGE): Check =>
  application(`${op.id} finds its cells beyond 2^20`, op, [counting(shape)], attrs);

const largeIndices: Check[] = [
  wide(permute as Op, { order: [2, 0, 1] }),
  wide(permute as Op, { order: [1, 2, 0] }, [5, 1031, 907]),
  wide(flip as Op, { axis: 1 }),
  wide(slice as Op, { axis: 1, start: 1, length: 700 }),
  wide(pad as Op, { axis: 2, before: 3, after: 2 }),
  wide(expand as Op, { dims: [3, 701, 503] }, [1, 701, 1]),
  wide(sum as Op, { axis: 0 }, [2, 1049, 1009]),
  application('concat finds its cells beyond 2^20', concat as Op, [counting(LARGE), counting([3, 13, 503])], {
    axis: 1,
  }),
  application('add broadcasts beyond 2^20', add, [counting(LARGE), counting([701, 1])]),
];

/** 1 where quotient and remainder are wrong. */
const wrongQuotients = (n: number, total: number): LaunchedKernel => ({
  id: `divide by ${n}`,
  plain: (launch, args, _attrs, [shape]) => [
    launch(
      `function(xs){const o=this.thread.x;${divide('o', n, 'q', 'r', total)}` +
        `let wrong=xs[0];if(r<0||r>=${n}||Math.abs(q*${n}+r-o)>0.5){wrong=1;}return wrong;}`,
      args,
      shape ?? [],
    ),
  ],
  reference: () => [],
});

const quotients = [3, 1000, 4097].map((n) =>
  check(`every quotient by ${n} of 2^24 cells is exact`, async (kernels) => {
    const total = 2 ** 24;
    const zero = kernels.upload(row(0));
    const [wrong] = kernels.run(wrongQuotients(n, total), [zero], {}, [[total]]) as [Buffer];
    const read = kernels.read(wrong);
    for (const buffer of [zero, wrong]) kernels.free(buffer);
    const cell = (await read).indexOf(1);
    if (cell >= 0) throw new Error(`${cell} is divided wrongly`);
  }),
);

const rows = (cells: readonly (readonly number[])[]): Tensor =>
  tensor([cells.length, cells[0]?.length ?? 0], cells.flat());

const forbidden: Check[] = [
  check('a forbidden cell has weight 0, and a fully masked row is all zeros', async (kernels) => {
    const scores = rows([
      [-INF, -INF, -INF],
      [1, -INF, 1],
      [-INF, -5, -INF],
      [200, 100, -INF],
    ]);
    const [weights] = await runOp(kernels, softmax, [scores]);
    const expected = [0, 0, 0, 0.5, 0, 0.5, 0, 1, 0, 1, 0, 0];
    assertSame('softmax', weights as Tensor, tensor([4, 3], expected));
  }),
  application('-inf over or times something positive stays -inf', div, [row(-INF, -INF, 4), row(0.001, 1000, 2)]),
  application('-inf times something positive stays -inf, on both sides', mul, [row(-INF, 0.001), row(0.002, -INF)]),
  application('-inf plus a score stays -inf', add, [row(-INF, 3, -INF), row(7, -INF, -INF)]),
  application(
    'the largest of a row ignores -inf',
    max,
    [
      rows([
        [-INF, -3, -INF],
        [-INF, -INF, -INF],
      ]),
    ],
    { axis: 1 },
  ),
  application('the index of the largest ignores -inf', argmax, [
    rows([
      [-INF, -3, -INF],
      [-INF, 1, 2],
    ]),
  ]),
  application('a mask chooses -inf', where, [row(1, 0, 1), row(-INF), row(5, 6, -INF)]),
  application('exp of -inf is 0', exp, [row(-INF, 0)]),
  application('sigmoid and its kin bear -inf', sigmoid, [row(-INF, INF, 0)]),
  application('tanh of either infinity is a sign', tanh, [row(-INF, INF, 100, -100)]),
  application('relu of -inf is 0', relu, [row(-INF, 2)]),
  application('-inf is not above anything', lessEqual, [row(-INF, -INF, 3), row(-INF, 0, -INF)]),
  application('-inf equals itself', equal, [row(-INF, -INF), row(-INF, 0)]),
  application('-inf moves unharmed', concat as Op, [row(-INF, 1), row(2, -INF)], { axis: 0 }),
  application('-inf is read as it was written', permute as Op, [rows([[-INF, 1, -1e28]])], { order: [1, 0] }),
];

const notANumber: Check[] = [
  application('NaN passes through a sum', add, [row(NAN, 1), row(1, 2)]),
  application('NaN passes through a product', mul, [row(NAN, 1, 0), row(1, NAN, NAN)]),
  application('NaN passes through a quotient', div, [row(NAN, 1), row(1, NAN)]),
  ...[neg, exp, log, sqrt, tanh, sigmoid, relu, erf].map((op) =>
    application(`NaN passes through ${op.id}`, op, [row(NAN, 0.5)]),
  ),
  application(
    'NaN passes through a total',
    sum,
    [
      rows([
        [1, NAN, 2],
        [1, 2, 3],
      ]),
    ],
    { axis: 1 },
  ),
  application(
    'NaN passes through a maximum',
    max,
    [
      rows([
        [1, NAN, 2],
        [NAN, 2, 3],
        [3, 2, NAN],
      ]),
    ],
    { axis: 1 },
  ),
  application('NaN spoils its row of weights and no other', softmax, [
    rows([
      [1, NAN, 2],
      [1, 2, 3],
    ]),
  ]),
  application('NaN passes through a matrix product', matmul, [
    rows([
      [1, NAN],
      [2, 3],
    ]),
    rows([
      [1, 0],
      [0, 1],
    ]),
  ]),
  application('the logarithm of no positive number is -inf or NaN', log, [row(0, -1, 1)]),
  application('the root of a negative number is NaN', sqrt, [row(-1, 0, 4)]),
  application('a quotient by 0 has a sign or is NaN', div, [row(1, -1, 0), row(0)]),
  application('NaN moves unharmed', pad as Op, [row(NAN, 1)], { axis: 0, before: 1, after: 1 }),
  application('an id outside the table reads NaN', gather, [
    rows([
      [1, 2],
      [3, 4],
    ]),
    row(0, 2, -1, 1, 7e6),
  ]),
];

const parts = (k: number): readonly Tensor[] => Array.from({ length: k }, (_, i) => filled([2, 1 + (i % 3), 3], i));

const edges: Check[] = [
  ...[1, 2, 8, 9, 20].map((k) => application(`${k} parts are joined`, concat as Op, parts(k), { axis: 1 })),
  application('a scalar is added to a scalar', add, [tensor([], [2]), tensor([], [3])]),
  application('a tensor without cells stays so', exp, [tensor([0, 3], [])]),
  application('the total of no cells is 0', sum, [tensor([2, 0], [])], { axis: 1 }),
  application('a product over no terms is 0', matmul, [tensor([2, 0], []), tensor([0, 3], [])]),
  application('an empty part adds nothing', concat as Op, [tensor([0, 3], []), filled([2, 3], 1)], { axis: 0 }),
  application('an empty tensor is padded to zeros', pad as Op, [tensor([0, 3], [])], { axis: 0, before: 1, after: 1 }),
  application('no rows are added to the table', scatterAdd as Op, [tensor([0, 2], []), tensor([0], [])], { rows: 3 }),
];

/** What sources compute of indices: only where they are compiled. */
export const sourceChecks: readonly Check[] = quotients;

/** The cases that random shapes would rarely meet. */
export const edgeChecks: readonly Check[] = [...longLoops, ...largeIndices, ...forbidden, ...notANumber, ...edges];
