// How far an arrow key takes a number: a tenth of its own size.

/** 0.1 for 0 and for numbers from 1 up to 10; 0.000001 for 0.00001. */
export function stepFor(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return 0.1;
  return Number(`1e${Math.floor(Math.log10(Math.abs(value))) - 1}`);
}
