// Standard normal cells by Box-Muller, in the two orders PyTorch's CPU code draws them; knows nothing of schemes or shapes.
import type { MersenneTwister } from './mersenne-twister';

/** PyTorch fills tensors of at least this many cells block by block. */
const BLOCK = 16;
const HALF = BLOCK / 2;

/** 32-bit words that `normals` draws for `count` cells: 4 a pair below 16 cells; above, one a cell and 16 for a ragged end. */
export function normalWords(count: number): number {
  if (count < BLOCK) return 4 * Math.ceil(count / 2);
  return count + (count % BLOCK === 0 ? 0 : BLOCK);
}

/**
 * `count` standard normal cells, as torch.randn(count) draws them (Box and Muller, 1958).
 * The draw starts with no value left over from an odd one before it: PyTorch would keep the second half of that pair.
 * Checked against torch 1.13.1: counts below 16 to the last bit, larger ones within 2e-6, since PyTorch takes
 * logarithm and cosine from float32 polynomials there.
 */
export function normals(words: MersenneTwister, count: number): Float32Array {
  return count < BLOCK ? pairs(words, count) : blocks(words, count);
}

function pairs(words: MersenneTwister, count: number): Float32Array {
  const cells = new Float32Array(count);
  for (let i = 0; i < count; i += 2) {
    const angle = 2 * Math.PI * words.uniformDouble();
    const radius = Math.sqrt(-2 * Math.log1p(-words.uniformDouble()));
    cells[i] = radius * Math.cos(angle);
    if (i + 1 < count) cells[i + 1] = radius * Math.sin(angle);
  }
  return cells;
}

function blocks(words: MersenneTwister, count: number): Float32Array {
  const cells = new Float32Array(count);
  for (let i = 0; i < count; i++) cells[i] = words.uniform();
  for (let start = 0; start + BLOCK <= count; start += BLOCK) turnBlock(cells, start);
  if (count % BLOCK !== 0) {
    // The ragged end: the last 16 cells are drawn afresh, over some that are already normal.
    for (let i = count - BLOCK; i < count; i++) cells[i] = words.uniform();
    turnBlock(cells, count - BLOCK);
  }
  return cells;
}

/** Turns 16 uniform cells into normal ones in place: the first 8 give the radii, the other 8 the angles. */
function turnBlock(cells: Float32Array, start: number): void {
  for (let i = start; i < start + HALF; i++) {
    const radius = Math.sqrt(-2 * Math.log(1 - (cells[i] as number)));
    const angle = 2 * Math.PI * (cells[i + HALF] as number);
    cells[i] = radius * Math.cos(angle);
    cells[i + HALF] = radius * Math.sin(angle);
  }
}
