// Biases that let a gated cell remember from the start; knows one drawn tensor, nothing of nodes or graphs.
import { MersenneTwister } from './mersenne-twister';
import type { Draw } from './schemes';

/**
 * A bias in equal blocks, one per gate. A number is that multiple of b; `drawn` keeps what the scheme drew.
 * `lag`: steps to remember, at least 1.
 */
export interface Chrono {
  readonly lag: number;
  readonly blocks: readonly (1 | 0 | -1 | 'drawn')[];
}

/**
 * Chrono initialisation (Tallec and Ollivier 2018, section 3): b = log(1 + u (lag - 1)), a number for each unit, with u uniform
 * in [0, 1). u comes from the words at the cells of the first block that is b, so that no weight drawn later moves.
 * The same for every scheme. Throws RangeError for a seed or skip that cannot be used.
 */
export function chrono(drawn: Float32Array, { seed, skip }: Draw, { lag, blocks }: Chrono): Float32Array {
  const units = drawn.length / blocks.length;
  const words = new MersenneTwister(seed, skip);
  const before = units * Math.max(0, blocks.indexOf(1));
  for (let k = 0; k < before; k++) words.word();
  const b = Array.from({ length: units }, () => Math.log(1 + words.uniform() * (lag - 1)));
  return drawn.map((cell, k) => {
    const block = blocks[Math.floor(k / units)] as Chrono['blocks'][number];
    // Files hold no -0, which -1 times 0 would be.
    return block === 'drawn' ? cell : block * (b[k % units] as number) + 0;
  });
}
