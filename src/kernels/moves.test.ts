// Cells that move from array to array come to lie where the strides of both sides say.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { count, stridesOf } from '../tensor/tensor';
import type { Move } from './kernel';
import { inOrder, moved, movedAtOnce, part, partsOf, walkOf } from './moves';

const counted = (length: number, from = 0) => Float32Array.from({ length }, (_, k) => from + k);

const move = (shape: readonly number[], from: readonly number[], to: readonly number[], more = {}): Move => ({
  arg: 0,
  shape,
  from: { offset: 0, strides: from },
  to: { offset: 0, strides: to },
  ...more,
});

/** Cell by cell, by the definition of strides; nothing is joined and no two loops are taken together. */
function byDefinition(moves: readonly Move[], args: readonly Float32Array[], length: number): Float32Array {
  const cells = new Float32Array(length);
  for (const { arg, shape, from, to } of moves) {
    const total = shape.reduce((product, size) => product * size, 1);
    for (let k = 0; k < total; k++) {
      let [rest, at, put] = [k, from.offset, to.offset];
      for (let d = shape.length - 1; d >= 0; d--) {
        const index = rest % (shape[d] as number);
        rest = Math.floor(rest / (shape[d] as number));
        at += index * (from.strides[d] as number);
        put += index * (to.strides[d] as number);
      }
      cells[put] = args[arg]?.[at] as number;
    }
  }
  return cells;
}

function run(moves: readonly Move[], args: readonly Float32Array[], length: number): Float32Array {
  const moving = moved(moves.map(walkOf), args, length);
  for (;;) {
    const { done, value } = moving.next();
    if (done) return value;
  }
}

describe('moved', () => {
  it('turns a matrix', () => {
    const turned = run([move([3, 2], [1, 3], [2, 1])], [counted(6)], 6);
    expect([...turned]).toEqual([0, 3, 1, 4, 2, 5]);
  });

  it('repeats what has no stride in the source', () => {
    expect([...run([move([2, 3], [0, 1], [3, 1])], [counted(3, 7)], 6)]).toEqual([7, 8, 9, 7, 8, 9]);
    expect([...run([move([2, 3], [1, 0], [3, 1])], [counted(2, 7)], 6)]).toEqual([7, 7, 7, 8, 8, 8]);
    expect([...run([move([2, 2], [0, 0], [2, 1])], [counted(1, 7)], 4)]).toEqual([7, 7, 7, 7]);
  });

  it('walks backwards from an offset', () => {
    const back = move([4], [-1], [1], { from: { offset: 3, strides: [-1] } });
    expect([...run([back], [counted(4)], 4)]).toEqual([3, 2, 1, 0]);
  });

  it('moves a single cell, and none where an axis is empty', () => {
    const one = move([], [], [], { from: { offset: 2, strides: [] }, to: { offset: 1, strides: [] } });
    expect([...run([one], [counted(3)], 3)]).toEqual([0, 2, 0]);
    for (const shape of [[0], [2, 0], [0, 2], [2, 0, 3]]) {
      const nothing = move(
        shape,
        shape.map(() => 1),
        shape.map(() => 1),
      );
      expect([...run([nothing], [counted(6, 1)], 3)]).toEqual([0, 0, 0]);
    }
    expect(run([], [], 0)).toHaveLength(0);
  });

  it('joins several sources, and leaves 0 where none leads', () => {
    const first = move([2, 2], [2, 1], [5, 1]);
    const second = move([2, 2], [2, 1], [5, 1], { arg: 1, to: { offset: 3, strides: [5, 1] } });
    const joined = run([first, second], [counted(4, 1), counted(4, 10)], 10);
    expect([...joined]).toEqual([1, 2, 0, 10, 11, 3, 4, 0, 12, 13]);
  });

  it.each([
    ['rows long enough to be copied at once', [3, 80], [100, 1], [90, 1]],
    ['rows that are copied at once and broadcast', [3, 80], [0, 1], [80, 1]],
    ['long rows whose source is not in order', [2, 80], [1, 2], [80, 1]],
    ['long rows whose output is not in order', [2, 80], [80, 1], [1, 2]],
    ['three axes in another order', [2, 3, 4], [1, 8, 2], [12, 4, 1]],
    ['five axes, one of size 1', [2, 3, 1, 2, 4], [2, 16, 99, 1, 4], [24, 8, 99, 4, 1]],
    ['axes that join', [2, 3, 4], [12, 4, 1], [12, 4, 1]],
  ])('moves %s as strides say', (_what, shape, from, to) => {
    const moves = [move(shape, from, to, { from: { offset: 1, strides: from }, to: { offset: 2, strides: to } })];
    const args = [counted(400, 1)];
    expect(run(moves, args, 300)).toEqual(byDefinition(moves, args, 300));
  });
});

it('parts of a move are small and have all of its cells once', () => {
  const size = fc.integer({ min: 1, max: 3000 });
  const shapes = fc.tuple(size, size, fc.integer({ min: 1, max: 4 }));
  fc.assert(
    fc.property(shapes, fc.integer({ min: 1, max: 1000 }), (shape, most) => {
      fc.pre(count(shape) < 500 * most);
      const strides = stridesOf(shape);
      const whole = walkOf({ arg: 0, shape, from: { offset: 3, strides }, to: { offset: 0, strides } });
      let next = 0;
      for (const { lines, from, to } of partsOf(whole, most)) {
        expect(lines.reduce((n, line) => n * line.size, 1)).toBeLessThanOrEqual(most);
        expect([from, to]).toEqual([next + 3, next]);
        next += lines.reduce((n, line) => n * line.size, 1);
      }
      expect(next).toBe(count(shape));
    }),
  );
});

describe('cells in order', () => {
  const rows = [walkOf(move([2, 4], [4, 1], [4, 1], { from: { offset: 8, strides: [4, 1] } }))];

  it('are read where they lie, a single one too', () => {
    const cells = counted(24);
    const found = inOrder(rows, [cells], 8);
    expect([...(found ?? [])]).toEqual([8, 9, 10, 11, 12, 13, 14, 15]);
    expect(found?.buffer).toBe(cells.buffer);
    const one = move([1, 1], [4, 1], [1, 1], { from: { offset: 5, strides: [4, 1] } });
    expect(inOrder([walkOf(one)], [cells], 1)).toEqual(Float32Array.of(5));
  });

  it('are moved where others lie between them, or beside them in the output', () => {
    expect(inOrder([walkOf(move([3, 2], [4, 1], [2, 1]))], [counted(24)], 6)).toBeUndefined();
    expect(inOrder(rows, [counted(24)], 12)).toBeUndefined();
  });

  it('are moved where reading them in place would keep very many others', () => {
    const many = new Float32Array(2 ** 20);
    expect(part(many, 0, 4)).toBeUndefined();
    expect(part(many, 4, 2 ** 19)?.buffer).toBe(many.buffer);
  });
});

it('an array that serves again has zeros where nothing was moved to', () => {
  const dirty = new Float32Array(4).fill(9);
  expect([...movedAtOnce([walkOf(move([2], [1], [1]))], [counted(2, 3)], dirty)]).toEqual([3, 4, 0, 0]);
});
