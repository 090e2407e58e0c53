// How the parts of a dataset are made: lists, or examples drawn so that no part can hold what the other holds.
import { MersenneTwister } from '../tensor/random/mersenne-twister';
import type { Dataset, Example, Part } from './dataset';
import { NodeError } from './node';

/** Words that every vocabulary of pairs begins with. */
export const PAD = '<pad>';
export const START = '<start>';
export const END = '<end>';

export const ones = (length: number): number[] => new Array<number>(length).fill(1);

/** A list in an order that depends on the seed only (Fisher and Yates 1938). */
export function shuffled<T>(list: readonly T[], seed: number): T[] {
  const words = new MersenneTwister(seed);
  const order = [...list];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(words.uniformDouble() * (i + 1));
    [order[i], order[j]] = [order[j] as T, order[i] as T];
  }
  return order;
}

export const listPart = (examples: readonly Example[]): Part => ({
  size: examples.length,
  at: (n) => examples[n] as Example,
});

/** A whole number below `n`. */
export type Draw = (n: number) => number;

interface Drawn {
  readonly seed: number;
  readonly heldOut: number;
  /** Contents that are never learned, whatever else. */
  readonly kept?: ReadonlySet<string>;
  make(draw: Draw): Example;
}

/** Of how many different contents one is held out. */
const ONE_IN = 8;
const MOST_TRIES = 10_000;

/** What tells examples apart. */
export const contentOf = ({ source }: Example): string => String(source);

/**
 * Parts of a task whose examples are drawn. What an example holds decides which part it belongs to, so that none can be
 * in both however many are drawn; number n of a part depends on the seed and n alone.
 */
export function drawnParts({ seed, heldOut, make, kept }: Drawn): Pick<Dataset, 'training' | 'heldOut'> {
  const isHeldOut = (content: string): boolean => hash(content) % ONE_IN === 0 || (kept?.has(content) ?? false);
  const at =
    (wanted: boolean) =>
    (n: number): Example => {
      const words = new MersenneTwister(hash(`${seed}/${wanted ? 'held out' : 'training'}/${n}`));
      const draw: Draw = (below) => Math.floor(words.uniformDouble() * below);
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const example = make(draw);
        if (isHeldOut(contentOf(example)) === wanted) return example;
      }
      throw new NodeError('there are too few different examples to hold some of them out', {
        code: 'value',
        advice: 'Make the sequences longer.',
      });
    };
  return { training: { size: Number.POSITIVE_INFINITY, at: at(false) }, heldOut: { size: heldOut, at: at(true) } };
}

/** FNV-1a with a last mix, so that the low bits are as good as the others. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}
