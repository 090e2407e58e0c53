// What the size of a gradient means, in words. Pure.

/** Norms below this one move no weight in single precision. */
export const VANISHED = 1e-7;
export const EXPLODED = 1e3;

/** `zero`: exactly, since nothing depends on it. */
export type GradientState = 'fine' | 'zero' | 'vanished' | 'exploded' | 'not finite';

export function gradientState(norm: number): GradientState {
  if (!Number.isFinite(norm)) return 'not finite';
  if (norm > EXPLODED) return 'exploded';
  if (norm === 0) return 'zero';
  return norm < VANISHED ? 'vanished' : 'fine';
}

/** Going backward, the first port whose gradient is not finite: where it began. `ports` come in running order. */
export function firstNotFinite(ports: Readonly<Record<string, { readonly norm: number }>>): string | undefined {
  return Object.keys(ports)
    .reverse()
    .find((name) => !Number.isFinite(ports[name]?.norm));
}
