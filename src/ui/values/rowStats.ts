// What one row of attention weights amounts to: its sum, and how spread it is.
export interface RowStats {
  readonly sum: number;
  /** How many keys this query may look at. */
  readonly allowed: number;
  /** Shannon entropy, -sum p log2 p, in bits: 0 looks at one key only. */
  readonly entropyBits: number;
  /** log2 of `allowed`: looks at all of them alike. */
  readonly mostBits: number;
}

/** Statistics of a row of weights; `masked` marks the pairs that are forbidden. Cells that are no number are left out. */
export function rowStats(weights: Float32Array, masked?: Uint8Array): RowStats {
  let sum = 0;
  let allowed = 0;
  let entropyBits = 0;
  weights.forEach((weight, at) => {
    if (!masked?.[at]) allowed++;
    if (!Number.isFinite(weight)) return;
    sum += weight;
    if (weight > 0) entropyBits -= weight * Math.log2(weight);
  });
  return { sum, allowed, entropyBits: entropyBits + 0, mostBits: Math.log2(Math.max(1, allowed)) };
}
