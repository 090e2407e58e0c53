// Checkpoints in the browser's storage: weights with the step, loss and score that they were taken at.
import { createStore, del, entries, set, type UseStore } from 'idb-keyval';
import type { Checked } from '../execution/checked';
import { weightName } from '../execution/weights';
import { sizeOf } from '../tensor/dim';
import type { WeightsMessage } from '../worker/trainingMessages';

export interface Checkpoint {
  readonly id: string;
  readonly name: string;
  /** Title of the graph that it was taken of. */
  readonly of: string;
  readonly step: number;
  readonly steps: number;
  readonly loss?: number;
  readonly exactMatch?: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Kept by itself, and written over by the next one of the same graph. */
  readonly automatic: boolean;
  /** Training went on when it was taken: if that is still so on return, the page was closed in the middle. */
  readonly unfinished: boolean;
  readonly weights: WeightsMessage;
}

export interface CheckpointStorage {
  /** The newest first; none where the browser keeps nothing. */
  all(): Promise<Checkpoint[]>;
  put(checkpoint: Checkpoint): Promise<void>;
  remove(id: string): Promise<void>;
}

/** A database of its own: reading the document never waits for weights. */
export function checkpointStorage(): CheckpointStorage {
  const place: UseStore = createStore('attention-workbench-checkpoints', 'checkpoints');
  return {
    all: async () => {
      const found = await entries<string, Checkpoint>(place).catch(() => []);
      return found.map(([, checkpoint]) => checkpoint).sort((a, b) => b.at - a.at);
    },
    put: (checkpoint) => set(checkpoint.id, checkpoint, place),
    remove: (id) => del(id, place),
  };
}

/** Whether the graph has every weight of the checkpoint, in the same shape. */
export function fits({ nodes, sizes }: Checked, { weights }: Pick<Checkpoint, 'weights'>): boolean {
  const shapes = new Map(
    [...nodes.values()].flatMap((node) =>
      Object.entries(node.traced?.weights ?? {}).map(([own, { dims }]) => [
        weightName(node, own),
        dims.map((dim) => sizeOf(dim, sizes)).join(),
      ]),
    ),
  );
  const names = Object.entries(weights);
  return names.length > 0 && names.every(([name, { shape }]) => shapes.get(name) === shape.join());
}
