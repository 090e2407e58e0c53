// Which examples a step learns from: a function of seed and step, so that a training can be taken up anywhere. Knows no device.
import { type Dataset, type Example, padded } from '../nodes/dataset';
import { shuffled } from '../nodes/examples';
import type { Tensor } from '../tensor/tensor';
import { tensor } from '../tensor/tensor';

/** Drawn examples of different seeds are far apart in the endless list. */
const APART = 2 ** 24;

/** The order of a finite part, epoch by epoch. */
class Epochs {
  private readonly known = new Map<number, readonly number[]>();
  constructor(
    private readonly size: number,
    private readonly seed: number,
  ) {}
  at(n: number): number {
    const epoch = Math.floor(n / this.size);
    const order = this.known.get(epoch) ?? this.order(epoch);
    return order[n % this.size] as number;
  }
  private order(epoch: number): readonly number[] {
    const all = Array.from({ length: this.size }, (_, n) => n);
    const order = shuffled(all, (Math.imul(this.seed, 0x9e3779b1) + epoch) >>> 0);
    // Two epochs may meet in one batch; older ones do not come back.
    this.known.delete(epoch - 2);
    this.known.set(epoch, order);
    return order;
  }
}

/** Examples of a dataset in the order of a seed: every epoch holds each example once. `step` is 1 for the first. */
export function batchesOf({ training }: Dataset, batch: number, seed: number): (step: number) => readonly Example[] {
  const epochs = new Epochs(training.size, seed);
  const drawn = !Number.isFinite(training.size);
  const index = (n: number): number => (drawn ? (seed % APART) * APART + n : epochs.at(n));
  return (step) => Array.from({ length: batch }, (_, row) => training.at(index((step - 1) * batch + row)));
}

/** The examples as tensors by port, [examples, longest]. */
export function tensorsOf(data: Dataset, examples: readonly Example[]): ReadonlyMap<string, Tensor> {
  return new Map(
    Object.keys(data.fields).map((port) => {
      const cells = padded(data, port, examples);
      return [port, tensor([examples.length, cells.length / examples.length], cells)];
    }),
  );
}
