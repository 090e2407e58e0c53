// PyTorch's reference tensors as nodes and weights of a graph file, in our layout. Tests only.
import type { Graph, GraphNode, WeightEntry } from '../graph/graph';
import { node } from './build';

export interface Golden {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

export interface GoldenGraph {
  readonly name: string;
  readonly graph: Graph;
  /** Output ports and what they must hold. */
  readonly values: Readonly<Record<string, Golden>>;
  readonly loss: string;
  readonly cotangent: Golden;
  /** Weights and tensors, in our layout. */
  readonly gradients: Readonly<Record<string, Golden>>;
}

/** PyTorch keeps a Linear's weight as [out, in]; ours is [in, out]. */
export function transposed({ shape, data }: Golden): Golden {
  if (shape.length !== 2) return { shape, data };
  const [rows, columns] = shape as [number, number];
  const cells = Array.from(
    { length: rows * columns },
    (_, i) => data[(i % rows) * columns + Math.floor(i / rows)] as number,
  );
  return { shape: [columns, rows], data: cells };
}

function nested({ shape, data }: Golden): unknown {
  const [size, ...rest] = shape;
  if (size === undefined) return data[0];
  const inner = data.length / size;
  return Array.from({ length: size }, (_, i) => nested({ shape: rest, data: data.slice(i * inner, (i + 1) * inner) }));
}

/** Values of a tensor node; explicit cells of a weight. */
export const tensorNode = (id: string, value: Golden, batch = false): GraphNode =>
  node(id, 'tensor', { values: nested(value), batch });
export const explicit = (value: Golden): WeightEntry => ({ shape: value.shape, data: value.data });
