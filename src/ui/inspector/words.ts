// Names of params, options and ports as people read them. Pure.
import { capital } from '../panels/names';

/** `width_of` reads `Width of`, `scaled-dot` reads `Scaled dot`, `forgetGate` reads `Forget gate`. */
export function readable(name: string): string {
  const spaced = name
    .replace(/[-_]+/g, ' ')
    .replace(/([a-z])([A-Z])/g, (_all, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return capital(spaced);
}

/** `is 0, but must be at least 1` as a sentence of its own: `Features is 0, but must be at least 1.` */
export const sentenceAbout = (name: string, problem: string): string => `${readable(name)} ${problem}.`;
