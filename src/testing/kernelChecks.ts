// What every implementation of Kernels promises about buffers, as named checks that throw. Knows no op. Tests only.
import type { Buffer, Kernels, LaunchedKernel } from '../kernels/kernel';
import { KernelError } from '../kernels/kernel';
import { count, type Tensor, tensor } from '../tensor/tensor';
import type { Check } from './opChecks';
import { assertSame } from './oracle';

type Sum = (...cells: number[]) => number;

/** Cell by cell, from arguments of the size of the output or of one cell. */
const cellwise = (source: string, reference: Sum): LaunchedKernel => ({
  id: 'cellwise',
  plain: (launch, args, _attrs, shapes) => shapes.map((shape) => launch(source, args, shape)),
  reference: (args, _attrs, shapes) =>
    shapes.map((shape) =>
      Array.from({ length: count(shape) }, (_, i) =>
        reference(...args.map(({ data }) => (data[i] ?? data[0]) as number)),
      ),
    ),
});

const double = cellwise('function(xs){return xs[this.thread.x]*2;}', (x) => 2 * x);
const VIEW = { id: 'view', view: true } as const;

function assert(condition: boolean, sentence: string): void {
  if (!condition) throw new Error(sentence);
}

function assertLive(kernels: Kernels, live: number): void {
  const { live: found } = kernels.stats();
  assert(found === live, `${found} storages are alive, not ${live}`);
}

async function assertCells(kernels: Kernels, buffer: Buffer, ...cells: number[]): Promise<void> {
  assertSame('the buffer', { shape: buffer.shape, data: await kernels.read(buffer) }, tensor(buffer.shape, cells));
}

/** What the act throws. */
function refusal(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was refused');
}

const row = (...cells: number[]): Tensor => tensor([cells.length], cells);
const one = (buffers: readonly Buffer[]): Buffer => buffers[0] as Buffer;

const values: Check[] = [
  {
    name: 'what is uploaded is read again, infinities and NaN included',
    async run(kernels) {
      const cells = [1, -0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3.4e38, -1e28];
      const buffer = kernels.upload(row(...cells));
      await assertCells(kernels, buffer, ...cells);
      await assertCells(kernels, buffer, ...cells);
    },
  },
  {
    name: 'a scalar has one cell, and a size of 0 has none',
    async run(kernels) {
      await assertCells(kernels, kernels.upload(tensor([], [7])), 7);
      const empty = kernels.upload(tensor([2, 0], []));
      await assertCells(kernels, empty);
      await assertCells(kernels, one(kernels.run(double, [empty], {}, [[2, 0]])));
    },
  },
  {
    name: 'cells are copied when they are uploaded',
    async run(kernels) {
      const source = row(1, 2);
      const buffer = kernels.upload(source);
      source.data[0] = 9;
      (await kernels.read(buffer))[1] = 9;
      await assertCells(kernels, buffer, 1, 2);
    },
  },
  {
    name: 'a constant from the host arrives, forbidden cells too',
    async run(kernels) {
      const host = { id: 'host', host: () => [0.25, Number.NEGATIVE_INFINITY] };
      await assertCells(kernels, one(kernels.run(host, [], {}, [[2]])), 0.25, Number.NEGATIVE_INFINITY);
    },
  },
  {
    name: 'one source serves outputs of any size, one after the other',
    async run(kernels) {
      for (const size of [3, 5, 3, 1, 40, 5]) {
        const cells = Array.from({ length: size }, (_, i) => i + 1);
        const x = kernels.upload(row(...cells));
        await assertCells(kernels, one(kernels.run(double, [x], {}, [[size]])), ...cells.map((c) => 2 * c));
      }
    },
  },
  {
    name: 'a kernel that reads its own last output gives the next one',
    async run(kernels) {
      let x = kernels.upload(row(1, 3));
      const seen: Buffer[] = [];
      for (let i = 0; i < 6; i++) {
        x = one(kernels.run(double, [x], {}, [[2]]));
        seen.push(x);
      }
      for (const [i, buffer] of seen.entries()) await assertCells(kernels, buffer, 2 ** (i + 1), 3 * 2 ** (i + 1));
    },
  },
];

const lifetimes: Check[] = [
  {
    name: 'the last owner of a storage releases it',
    async run(kernels) {
      const buffer = kernels.upload(row(1, 2, 3, 4));
      const view = one(kernels.run(VIEW, [buffer], {}, [[2, 2]]));
      const again = kernels.retain(buffer);
      assertLive(kernels, 1);
      kernels.free(buffer);
      kernels.free(again);
      assertLive(kernels, 1);
      await assertCells(kernels, view, 1, 2, 3, 4);
      kernels.free(view);
      assertLive(kernels, 0);
    },
  },
  {
    name: 'a freed buffer is refused, and so is a shape that does not fit',
    async run(kernels) {
      const buffer = kernels.upload(row(1, 2, 3));
      assert(refusal(() => kernels.run(VIEW, [buffer], {}, [[2, 2]])) instanceof RangeError, 'no RangeError');
      kernels.free(buffer);
      refusal(() => kernels.free(buffer));
      refusal(() => kernels.retain(buffer));
      refusal(() => kernels.run(double, [buffer], {}, [[3]]));
      await kernels.read(buffer).then(
        () => assert(false, 'a freed buffer was read'),
        () => {},
      );
    },
  },
  {
    name: '200 runs leave nothing behind',
    async run(kernels) {
      const x = kernels.upload(row(1, 2, 3));
      kernels.free(one(kernels.run(double, [x], {}, [[3]])));
      const before = kernels.stats();
      for (let i = 0; i < 200; i++) kernels.free(one(kernels.run(double, [x], {}, [[3]])));
      const { live, bytes, compiled, launches } = kernels.stats();
      assert(live === before.live && bytes === before.bytes, `${live} storages with ${bytes} bytes are alive`);
      assert(compiled === before.compiled, `${compiled - before.compiled} kernels were compiled again`);
      assert(launches === before.launches + 200, `${launches - before.launches} launches were counted`);
    },
  },
  {
    name: 'bytes are those of the living cells',
    async run(kernels) {
      const bytes = kernels.backend === 'float64' ? 8 : 4;
      const x = kernels.upload(tensor([3, 5], new Float32Array(15)));
      const y = one(kernels.run(double, [x], {}, [[15]]));
      assert(kernels.stats().bytes === 30 * bytes, `${kernels.stats().bytes} bytes are counted`);
      kernels.free(x);
      kernels.free(y);
      assert(kernels.stats().bytes === 0, `${kernels.stats().bytes} bytes are left`);
    },
  },
  {
    name: 'disposing frees everything, and later frees are ignored',
    async run(kernels) {
      const x = kernels.upload(row(1));
      kernels.run(double, [x], {}, [[1]]);
      kernels.dispose();
      assertLive(kernels, 0);
      kernels.free(x);
      refusal(() => kernels.run(double, [x], {}, [[1]]));
    },
  },
];

/** Every implementation, the oracle included; each check gets kernels of its own. */
export const kernelChecks: readonly Check[] = [...values, ...lifetimes];

/** Those that compile sources. */
export const launchChecks: readonly Check[] = [
  {
    name: 'one source finds its cells in arguments of any size, one after the other',
    async run(kernels) {
      for (const size of [9, 20, 12, 9, 500]) {
        const x = kernels.upload(row(...Array.from({ length: size }, (_, i) => i)));
        const seventh = cellwise('function(xs){return xs[this.thread.x+7];}', (cell) => cell);
        await assertCells(kernels, one(kernels.run(seventh, [x], {}, [[2]])), 7, 8);
        await assertCells(kernels, one(kernels.run(seventh, [x], {}, [[1]])), 7);
      }
    },
  },
  {
    name: 'a loop whose end only an argument knows runs past 1000',
    async run(kernels) {
      const source = 'function(xs){let s=0;for(let k=0;k<xs[0];k++){s+=1;}return s;}';
      const counted = cellwise(source, (end) => end);
      await assertCells(kernels, one(kernels.run(counted, [kernels.upload(row(1500))], {}, [[1]])), 1500);
    },
  },
  {
    name: 'what a kernel launches on the way is freed',
    async run(kernels) {
      const x = kernels.upload(row(1, 2));
      const source = 'function(xs){return xs[this.thread.x]*2;}';
      const thrice: LaunchedKernel = {
        ...double,
        plain: (launch, args) => [launch(source, [launch(source, [launch(source, args, [2])], [2])], [2])],
      };
      const y = one(kernels.run(thrice, [x], {}, [[2]]));
      assertLive(kernels, 2);
      await assertCells(kernels, y, 8, 16);
    },
  },
  {
    name: 'what a kernel launched before it failed is freed',
    async run(kernels) {
      const x = kernels.upload(row(1, 2));
      const failing: LaunchedKernel = {
        ...double,
        plain: (launch, args) => {
          launch('function(xs){return xs[this.thread.x];}', args, [2]);
          throw new Error('on purpose');
        },
      };
      refusal(() => kernels.run(failing, [x], {}, [[2]]));
      assertLive(kernels, 1);
    },
  },
  {
    name: 'an argument that a kernel returns has another owner',
    async run(kernels) {
      const x = kernels.upload(row(1, 2));
      const y = one(kernels.run({ ...double, plain: (_launch, [arg]) => [arg as Buffer] }, [x], {}, [[2]]));
      kernels.free(x);
      await assertCells(kernels, y, 1, 2);
      kernels.free(y);
      assertLive(kernels, 0);
    },
  },
  ...['function(xs){return nothing[this.thread.x];}', 'function(xs){return xs[}'].map(
    (source): Check => ({
      name: `a source that does not compile names the op and the backend: ${source}`,
      async run(kernels) {
        const x = kernels.upload(row(1, 2));
        kernels.run(double, [x], {}, [[2]]);
        const error = refusal(() =>
          kernels.run(
            cellwise(source, (cell) => cell),
            [x],
            {},
            [[2]],
          ),
        );
        assert(error instanceof KernelError && !error.lost, `it threw ${error}`);
        const { message, op, backend } = error as KernelError;
        assert(op === 'cellwise' && backend === kernels.backend, `it named ${op} and ${backend}`);
        assert(message.startsWith(`cellwise does not run on ${kernels.backend}: `), message);
        await assertCells(kernels, one(kernels.run(double, [x], {}, [[2]])), 2, 4);
      },
    }),
  ),
];
