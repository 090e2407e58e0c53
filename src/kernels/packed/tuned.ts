// Which kernels have a faster way on packed textures.
import type { LaunchedKernel, Shape } from '../kernel';
import { attend, attends } from './attend';
import { cellwise } from './cells';
import type { Tuned } from './draw';
import { gather } from './gather';
import { matmul, multiplies } from './matmul';
import { moved } from './moves';
import { softmax } from './softmax';

const BY_ID: Readonly<Record<string, Tuned>> = { attend, gather, matmul, softmax };

export function tunedFor(kernel: LaunchedKernel): Tuned | undefined {
  if (kernel.expression) return cellwise(kernel.expression);
  if (kernel.movement) return moved(kernel.movement);
  return BY_ID[kernel.id];
}

const TAKES: Readonly<Record<string, (args: readonly Shape[], out: Shape) => boolean>> = {
  attend: attends,
  matmul: multiplies,
};

/** Whether such a kernel takes values of these shapes, as far as it says so. */
export const takes = ({ id }: LaunchedKernel, args: readonly Shape[], out: Shape): boolean =>
  TAKES[id]?.(args, out) ?? true;
