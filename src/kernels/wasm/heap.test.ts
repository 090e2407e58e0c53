// Blocks of memory: never two in one place, and what came back serves again, whatever size is asked for next.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Heap } from './heap';

const PAGE = 65_536;
const heapOf = (pages: number): Heap => new Heap(new WebAssembly.Memory({ initial: pages }));

test('blocks that are out never overlap, and start where vectors can be read', () => {
  const acts = fc.array(fc.record({ bytes: fc.integer({ min: 0, max: 9000 }), back: fc.option(fc.nat(20)) }), {
    maxLength: 120,
  });
  fc.assert(
    fc.property(acts, (list) => {
      const heap = heapOf(1);
      const out: { start: number; bytes: number }[] = [];
      for (const { bytes, back } of list) {
        if (back !== null && out.length > 0)
          heap.give((out.splice(back % out.length, 1)[0] as { start: number }).start);
        const start = heap.take(bytes);
        expect(start % 16).toBe(0);
        expect(start).toBeGreaterThan(0);
        expect(start + bytes).toBeLessThan(heap.memory.buffer.byteLength);
        for (const other of out) {
          expect(start + bytes <= other.start || other.start + other.bytes <= start || bytes * other.bytes === 0).toBe(
            true,
          );
        }
        out.push({ start, bytes });
      }
    }),
  );
});

test('small blocks that came back make room for a large one without more memory', () => {
  const heap = heapOf(2);
  const blocks = Array.from({ length: 30 }, () => heap.take(4096));
  for (const start of blocks) heap.give(start);
  heap.take(100_000);
  expect(heap.memory.buffer.byteLength).toBe(2 * PAGE);
});

test('memory grows when nothing fits, and what it held is still there', () => {
  const heap = heapOf(1);
  const first = heap.take(4);
  heap.cells[first / 4] = 42;
  heap.take(10 * PAGE);
  expect(heap.memory.buffer.byteLength).toBeGreaterThan(10 * PAGE);
  expect(heap.cells[first / 4]).toBe(42);
});

test('a block given back twice is a mistake that is told', () => {
  const heap = heapOf(1);
  const start = heap.take(16);
  heap.give(start);
  expect(() => heap.give(start)).toThrow('twice');
});
