// Joining many parts stays within what every graphics card takes.
import { expect, it } from 'vitest';
import type { Launch, LaunchedKernel } from '../kernels/kernel';
import { concat } from './joining';

it('hands no kernel more parts than half the textures that WebGL promises', () => {
  const handed: number[] = [];
  const launch: Launch = (_source, args, shape) => {
    handed.push(args.length);
    return { shape, storage: {} };
  };
  const parts = Array.from({ length: 20 }, () => ({ shape: [2, 3], storage: {} }));
  const [joined] = (concat.kernel as LaunchedKernel).plain(launch, parts, { axis: 1 }, [[2, 60]]);
  expect(joined?.shape).toEqual([2, 60]);
  expect(Math.max(...handed)).toBeLessThanOrEqual(8);
});
