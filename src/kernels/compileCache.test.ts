// Compiled kernels are kept while they are used, and no more of them than the bound.
import { GPU } from 'gpu.js';
import { expect, it, vi } from 'vitest';
import { CompileCache } from './compileCache';

const plus = (n: number): string => `function(xs){return xs[this.thread.x]+${n};}`;
const run = (cache: CompileCache, n: number): number[] => [
  ...(cache.run(plus(n), ['2'], [Float32Array.of(1, 2)], [2]) as Float32Array),
];

it.each(['cpu', 'webasm'] as const)('lets the kernel go that was used longest ago, on %s', (mode) => {
  const gpu = new GPU({ mode });
  const cache = new CompileCache(gpu, 2);
  expect([run(cache, 1), run(cache, 2), run(cache, 1), run(cache, 3)]).toEqual([
    [2, 3],
    [3, 4],
    [2, 3],
    [4, 5],
  ]);
  expect(cache.compiled).toBe(3);
  run(cache, 1);
  expect(cache.compiled).toBe(3);
  expect(run(cache, 2)).toEqual([3, 4]);
  expect(cache.compiled).toBe(4);
  expect((gpu as unknown as { kernels: unknown[] }).kernels).toHaveLength(2);
  cache.clear();
  expect((gpu as unknown as { kernels: unknown[] }).kernels).toHaveLength(0);
});

it('refuses a kernel that gave up its backend for another', () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const cache = new CompileCache(new GPU({ mode: 'webasm' }));
  const texture = { type: 'ArrayTexture(1)', toArray: () => [1, 2] };
  expect(() => cache.run(plus(1), ['texture'], [texture], [2])).toThrow('is not supported on the webasm backend');
  warn.mockRestore();
});

it('is told that a kernel is used by whoever runs it himself, and says when it is gone', () => {
  const cache = new CompileCache(new GPU({ mode: 'webasm' }), 2);
  const built = (n: number): object => cache.built(plus(n), ['2'], [Float32Array.of(1, 2)], [2]);
  const [first, second] = [built(1), built(2)];
  expect(cache.use(first)).toBe(true);
  built(3);
  expect([cache.use(first), cache.use(second)]).toEqual([true, false]);
});
