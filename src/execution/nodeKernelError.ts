// A kernel that a backend does not have, at the node that needs it.
import { type Backend, KernelError } from '../kernels/kernel';
import type { Sizes } from '../tensor/dim';
import type { CheckedNode } from './checked';
import { textOf } from './traces';

/** The same for a node as long as it would run the same kernels. */
export const kernelsKey = (backend: Backend, node: CheckedNode, sizes: Sizes): string =>
  `${backend} ${node.key} ${textOf(sizes)}`;

export class NodeKernelError extends KernelError {
  readonly key: string;
  /** Why another backend runs, for people. */
  readonly sentence: string;

  constructor(node: CheckedNode, sizes: Sizes, { op, backend, message }: KernelError) {
    super(message, op, backend);
    this.key = kernelsKey(backend, node, sizes);
    const name = node.node.label ?? node.type?.title ?? node.id;
    this.sentence = `${name} cannot be computed on ${backend} (${op}: ${message}), so another backend runs.`;
  }
}
