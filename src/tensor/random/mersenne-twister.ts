// The word stream of PyTorch's CPU generator; knows nothing of schemes, weights or tensors.

const SIZE = 624;
const MIDDLE = 397;
const MATRIX = 0x9908b0df;

/** Words that may be drawn before a value; keeps a hostile file from spinning (under a second at the limit). */
export const MAX_SKIP = 2 ** 26;

const lowBits = (seed: number): number => {
  if (Number.isSafeInteger(seed) && seed >= 0) return seed % 2 ** 32;
  throw new RangeError(`The seed ${seed} cannot be used: give a whole number from 0 to 4294967295.`);
};

const checkSkip = (skip: number): void => {
  if (Number.isSafeInteger(skip) && skip >= 0 && skip <= MAX_SKIP) return;
  throw new RangeError(`The skip ${skip} cannot be used: give a whole number of words from 0 to ${MAX_SKIP}.`);
};

/**
 * MT19937 (Matsumoto and Nishimura, 1998), word for word what torch.manual_seed(seed) yields on the CPU.
 * A seed above 32 bits counts by its low 32 bits, as in PyTorch, whose engine keeps no more of it.
 * `skip` is the number of 32-bit words drawn before the first one; whole blocks are passed over without tempering.
 * Throws RangeError for a seed or a skip that is negative, fractional, not a number or too large.
 */
export class MersenneTwister {
  private readonly state = new Uint32Array(SIZE);
  private next: number;

  constructor(seed: number, skip = 0) {
    checkSkip(skip);
    this.state[0] = lowBits(seed);
    for (let i = 1; i < SIZE; i++) {
      const last = this.state[i - 1] as number;
      this.state[i] = Math.imul(1812433253, last ^ (last >>> 30)) + i;
    }
    const blocks = Math.floor(skip / SIZE);
    for (let k = 0; k < blocks; k++) this.twist();
    this.next = SIZE;
    if (skip % SIZE > 0) {
      this.twist();
      this.next = skip % SIZE;
    }
  }

  /** The next 32-bit word, unsigned. */
  word(): number {
    if (this.next === SIZE) {
      this.twist();
      this.next = 0;
    }
    let y = this.state[this.next++] as number;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** Uniform in [0, 1) from the low 24 bits of one word: what torch.rand gives for float32. */
  uniform(): number {
    return (this.word() & 0xffffff) * 2 ** -24;
  }

  /** Uniform in [0, 1) with 53 bits from two words, the high word first: PyTorch's uniform double. */
  uniformDouble(): number {
    const high = this.word() & 0x1fffff;
    return (high * 2 ** 32 + this.word()) * 2 ** -53;
  }

  private twist(): void {
    const s = this.state;
    for (let k = 0; k < SIZE; k++) {
      const y = ((s[k] as number) & 0x80000000) | ((s[k + 1 === SIZE ? 0 : k + 1] as number) & 0x7fffffff);
      const far = s[k < SIZE - MIDDLE ? k + MIDDLE : k + MIDDLE - SIZE] as number;
      s[k] = far ^ (y >>> 1) ^ (y & 1 ? MATRIX : 0);
    }
  }
}
