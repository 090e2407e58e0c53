// Which kernels have a faster way on packed textures.
import type { LaunchedKernel } from '../kernel';
import { attend } from './attend';
import { cellwise } from './cells';
import type { Tuned } from './draw';
import { gather } from './gather';
import { matmul } from './matmul';
import { moved } from './moves';
import { softmax } from './softmax';

const BY_ID: Readonly<Record<string, Tuned>> = { attend, gather, matmul, softmax };

export function tunedFor(kernel: LaunchedKernel): Tuned | undefined {
  if (kernel.expression) return cellwise(kernel.expression);
  if (kernel.movement) return moved(kernel.movement);
  return BY_ID[kernel.id];
}
