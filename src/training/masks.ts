// The dropout masks of one step of training: other cells at every step, the same again for the same seed. Knows no device.
import type { Mask } from '../passes/dropoutMasks';
import { type Sizes, shapeOf } from '../tensor/dim';
import { dropoutMask, seedFromName } from '../tensor/random/schemes';
import { count, type Tensor, tensor } from '../tensor/tensor';

/** By the name of the input that takes it. `seed` is that of the training; masks of equal seed and shape stay equal. */
export function masksOf(masks: readonly Mask[], sizes: Sizes, seed: number, step: number): Map<string, Tensor> {
  return new Map(
    masks.map(({ name, dims, seed: own, skip, rate }) => {
      const shape = shapeOf(dims, sizes);
      const now = seedFromName(`${own} ${seed} ${step}`);
      return [name, tensor(shape, dropoutMask(now, skip, count(shape), rate))];
    }),
  );
}
