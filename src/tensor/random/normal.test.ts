// Normal draws against torch.manual_seed(7); torch.randn(n) of torch 1.13.1 (Debian, x86), and the words each takes.
import { describe, expect, it } from 'vitest';
import { MersenneTwister } from './mersenne-twister';
import { normals, normalWords } from './normal';

describe('normals', () => {
  it('gives torch.randn(5), drawn pair by pair', () => {
    expect([...normals(new MersenneTwister(7), 5)]).toEqual(
      [-0.146795094, 0.786141276, 0.94682163, -1.114344, 1.69079018].map(Math.fround),
    );
  });

  it('gives torch.randn(20), drawn by blocks of 16 with the last 16 drawn afresh', () => {
    const expected = [
      -0.820134521, 0.395631164, 0.898908496, -1.38840389, 0.198445052, 0.782072663, 1.03910768, -0.724510729,
      -0.848908603, -1.21692944, -0.0810215846, 1.36148512, -2.0614779, 0.674100697, -1.32334578, -1.35976899,
      -0.866701603, -0.564006686, -2.05646253, -0.356722534,
    ];
    const cells = normals(new MersenneTwister(7), 20);
    expect(cells).toHaveLength(20);
    expected.forEach((value, i) => {
      expect(Math.abs((cells[i] as number) - value)).toBeLessThan(2e-6);
    });
  });

  // Right-hand sides: how far PyTorch's generator had moved after torch.randn(n).
  it.each([
    [1, 4],
    [2, 4],
    [5, 12],
    [15, 32],
    [16, 16],
    [17, 33],
    [20, 36],
    [33, 49],
    [48, 48],
  ])('takes for %i cells the %i words that normalWords tells', (count, taken) => {
    const stream = new MersenneTwister(9);
    normals(stream, count);
    expect(stream.word()).toBe(new MersenneTwister(9, taken).word());
    expect(normalWords(count)).toBe(taken);
  });

  it('has mean 0 and deviation 1', () => {
    const cells = normals(new MersenneTwister(1), 100000);
    const mean = cells.reduce((sum, x) => sum + x, 0) / cells.length;
    const variance = cells.reduce((sum, x) => sum + (x - mean) ** 2, 0) / cells.length;
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.abs(variance - 1)).toBeLessThan(0.02);
  });
});
