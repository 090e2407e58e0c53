// Weights and dropout masks drawn from a seed, with PyTorch's digits; knows shapes, nothing of nodes or graphs.
import { count } from '../tensor';
import { MersenneTwister } from './mersenne-twister';
import { normals, normalWords } from './normal';

export type Scheme = 'torch-rand' | 'torch-linear' | 'torch-rnn' | 'xavier-uniform' | 'normal' | 'zeros' | 'ones';

/** `skip`: 32-bit words drawn from the seed before this weight. */
export interface Draw {
  readonly scheme: Scheme;
  readonly seed: number;
  readonly skip?: number;
}

/** `in`: inputs of the linear map a weight or bias belongs to. `units`: width of a recurrent cell's state. */
export interface Fan {
  readonly in?: number;
  readonly units?: number;
}

/**
 * Row-major cells of a weight in our layout, `[d_in, d_out]` for a matrix.
 * - `torch-rand`: uniform in [0, 1), in the order of our cells (torch.rand(d_in, d_out)).
 * - `torch-linear`: nn.Linear's default, uniform in +-1/sqrt(fan.in); fan.in is the first size of a matrix, a bias must be told.
 * - `torch-rnn`: the default of nn.RNN, nn.GRU and nn.LSTM, uniform in +-1/sqrt(fan.units), for one of their tensors.
 * - `xavier-uniform`: Glorot and Bengio, 2010: uniform in +-sqrt(6 / (d_in + d_out)); matrices only.
 * - `normal`: mean 0, deviation 1, in the order of our cells (nn.Embedding's default).
 * - `zeros`, `ones`: constants.
 * The cells of a `torch-linear`, `torch-rnn` or `xavier-uniform` matrix come in PyTorch's `[d_out, d_in]` order and are transposed.
 * Equal to torch 1.13.1 to the last bit, save large `normal` draws (see normals).
 * Throws RangeError for a seed, skip, shape or fan that the scheme cannot use.
 */
export function draw(d: Draw, shape: readonly number[], fan: Fan = {}): Float32Array {
  checkShape(shape);
  const words = new MersenneTwister(d.seed, d.skip);
  const size = count(shape);
  switch (d.scheme) {
    case 'torch-rand':
      return rand(words, size);
    case 'torch-linear':
    case 'torch-rnn':
    case 'xavier-uniform':
      return uniforms(words, shape, boundOf(d.scheme, shape, fan));
    case 'normal':
      return normals(words, size);
    case 'zeros':
      return new Float32Array(size);
    case 'ones':
      return new Float32Array(size).fill(1);
  }
}

/**
 * 32-bit words that `draw` takes for one tensor: add them up over tensors drawn before from the same seed to get a `skip`.
 * PyTorch's order: a Linear draws weight, bias; a recurrent cell W_ih, W_hh, b_ih, b_hh.
 */
export function wordsFor(scheme: Scheme, shape: readonly number[]): number {
  if (scheme === 'zeros' || scheme === 'ones') return 0;
  return scheme === 'normal' ? normalWords(count(shape)) : count(shape);
}

/**
 * `cells` values of a dropout mask: 0 with probability `rate`, else 1 / (1 - rate), so that the mean stays 1 (Srivastava et al., 2014).
 * A cell draws a 53-bit uniform from two words and is kept when that is below 1 - rate; rates 0 and 1 draw nothing.
 * Checked against F.dropout and nn.Dropout of torch 1.13.1 (x86 Linux, built without MKL): masks and kept values for rates
 * 0.1, 0.25, 0.3, 0.5, 0.7, 0.9, strided inputs included (cells are always drawn in row-major order).
 * By its source (not run here) a PyTorch built with MKL draws so on other makes, but on Intel processors lets MKL draw another mask.
 * Throws RangeError unless 0 <= rate <= 1, and for a seed, skip or number of cells that cannot be used.
 */
export function dropoutMask(seed: number, skip: number, cells: number, rate: number): Float32Array {
  if (!(rate >= 0 && rate <= 1)) {
    throw new RangeError(`The dropout rate ${rate} cannot be used: give a number from 0 to 1.`);
  }
  checkShape([cells]);
  const words = new MersenneTwister(seed, skip);
  const mask = new Float32Array(cells);
  if (rate === 0) return mask.fill(1);
  if (rate === 1) return mask;
  const keep = 1 - rate;
  const kept = 1 / Math.fround(keep);
  for (let i = 0; i < cells; i++) mask[i] = words.uniformDouble() < keep ? kept : 0;
  return mask;
}

/** A stable 32-bit seed from `<nodeId>.<weight>`: FNV-1a over its characters, which are single bytes in ids. */
export function seedFromName(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The seed of one copy of a stacked layer: the first keeps that of the layer, every other has its own. */
export const seedOfCopy = (seed: number, copy: number): number =>
  copy === 0 ? seed : seedFromName(`${seed}[${copy}]`);

type Bounded = 'torch-linear' | 'torch-rnn' | 'xavier-uniform';

/** Half the width of the range, by the formulas in the order PyTorch evaluates them: the last bit depends on it. */
function boundOf(scheme: Bounded, shape: readonly number[], fan: Fan): number {
  const [rows, columns] = shape;
  if (scheme === 'xavier-uniform') {
    if (rows === undefined || columns === undefined || shape.length > 2)
      throw refusal(scheme, shape, 'give it a matrix');
    return Math.sqrt(3) * Math.sqrt(2 / (rows + columns));
  }
  if (rows === undefined || shape.length > 2) throw refusal(scheme, shape, 'give it a vector or a matrix');
  if (scheme === 'torch-rnn') return 1 / Math.sqrt(positive(fan.units, 'units'));
  if (columns === undefined) return 1 / Math.sqrt(positive(fan.in, 'in'));
  // nn.Linear asks for Kaiming's bound with slope sqrt(5), which is 1 / sqrt(fan.in) up to rounding.
  return Math.sqrt(3) * (Math.sqrt(2 / 6) / Math.sqrt(positive(fan.in ?? rows, 'in')));
}

/**
 * Uniform in +-bound; a matrix is drawn column by column of ours, which is PyTorch's `[d_out, d_in]` order, anything else in order.
 * A cell is one multiply-add rounded once, as in PyTorch's AVX2 code: the product is exact in a double.
 */
function uniforms(words: MersenneTwister, shape: readonly number[], bound: number): Float32Array {
  const low = Math.fround(-bound);
  const width = Math.fround(Math.fround(bound) - low);
  const [rows = 1, columns = 1] = shape;
  const cells = new Float32Array(rows * columns);
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) cells[row * columns + column] = words.uniform() * width + low;
  }
  return cells;
}

function rand(words: MersenneTwister, size: number): Float32Array {
  const cells = new Float32Array(size);
  for (let i = 0; i < size; i++) cells[i] = words.uniform();
  return cells;
}

function checkShape(shape: readonly number[]): void {
  if (shape.every((size) => Number.isSafeInteger(size) && size >= 0)) return;
  throw new RangeError(`Nothing can be drawn for the shape [${shape.join(', ')}]: sizes are whole numbers from 0 up.`);
}

const refusal = (scheme: Scheme, shape: readonly number[], advice: string): RangeError =>
  new RangeError(`The scheme ${scheme} cannot fill the shape [${shape.join(', ')}]: ${advice}.`);

function positive(size: number | undefined, name: keyof Fan): number {
  if (size !== undefined && size > 0 && Number.isFinite(size)) return size;
  throw new RangeError(`The range to draw from needs fan.${name}, a positive number, not ${size}.`);
}
