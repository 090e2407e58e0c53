// The datasets of a graph, by their nodes, and their examples as what feeds a Program. Knows no device.
import type { CheckOptions } from '../execution/checkRun';
import type { Dataset, Example } from '../nodes/dataset';
import type { Tensor } from '../tensor/tensor';
import { tensorsOf } from './batches';

export interface NamedDataset {
  readonly id: string;
  readonly data: Dataset;
}

export type PlanOptions = Pick<CheckOptions, 'nodeType' | 'traces'>;

/** Tensors by `<node>.<port>` of the examples that are chosen from each dataset. */
export function dataOf(
  datasets: readonly NamedDataset[],
  choose: (data: NamedDataset['data'], k: number) => readonly Example[],
): ReadonlyMap<string, Tensor> {
  return new Map(
    datasets.flatMap(({ id, data }, k) =>
      [...tensorsOf(data, choose(data, k))].map(([port, cells]) => [`${id}.${port}`, cells] as const),
    ),
  );
}
