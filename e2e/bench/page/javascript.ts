// Attention in plain JavaScript on typed arrays: what everybody writes first, and what the others are held against.
import { type Case, HEADS, type MakeRunner, type Weights } from './attention';

/** [rows, inner] x [inner, columns]; the innermost loop walks rows of both. */
export function product(a: Float32Array, b: Float32Array, rows: number, inner: number, columns: number): Float32Array {
  const out = new Float32Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let t = 0; t < inner; t++) {
      const left = a[i * inner + t] as number;
      for (let j = 0; j < columns; j++) {
        out[i * columns + j] = (out[i * columns + j] as number) + left * (b[t * columns + j] as number);
      }
    }
  }
  return out;
}

/** One row of attention weights of one head, into `row`: the softmax of its scaled scores. */
function weigh(
  row: Float32Array,
  query: Float32Array,
  key: Float32Array,
  i: number,
  from: number,
  size: number,
  width: number,
): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let j = 0; j <= i; j++) {
    let sum = 0;
    for (let k = from; k < from + size; k++) sum += (query[i * width + k] as number) * (key[j * width + k] as number);
    row[j] = sum / Math.sqrt(size);
    most = Math.max(most, row[j] as number);
  }
  let total = 0;
  for (let j = 0; j <= i; j++) {
    row[j] = Math.exp((row[j] as number) - most);
    total += row[j] as number;
  }
  for (let j = 0; j <= i; j++) row[j] = (row[j] as number) / total;
}

/** Skips what the causal mask forbids. */
export function attention(input: Float32Array, weights: Weights, { tokens, width }: Case): Float32Array {
  const [query, key, value] = [weights.query, weights.key, weights.value].map((w) =>
    product(input, w, tokens, width, width),
  ) as [Float32Array, Float32Array, Float32Array];
  const size = width / HEADS;
  const context = new Float32Array(tokens * width);
  const row = new Float32Array(tokens);
  for (let from = 0; from < width; from += size) {
    for (let i = 0; i < tokens; i++) {
      weigh(row, query, key, i, from, size, width);
      for (let j = 0; j <= i; j++) {
        const weight = row[j] as number;
        for (let k = from; k < from + size; k++) {
          context[i * width + k] = (context[i * width + k] as number) + weight * (value[j * width + k] as number);
        }
      }
    }
  }
  return product(context, weights.output, tokens, width, width);
}

export const javascript: MakeRunner = async (of, weights) => ({
  engine: 'javascript',
  backend: 'javascript',
  run: async (input) => attention(input, weights, of),
  dispose: () => {},
});
