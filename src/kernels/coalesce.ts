// Axes as a loop walks them: as few as the strides of what it walks allow. Pure.

export interface Axis {
  readonly size: number;
  /** One per operand, in cells. */
  readonly strides: readonly number[];
}

/** Drops axes of size 1 and joins neighbours that every operand walks as one. */
export function coalesce(shape: readonly number[], strides: readonly (readonly number[])[]): Axis[] {
  const axes: Axis[] = [];
  shape.forEach((size, d) => {
    if (size === 1) return;
    const here = strides.map((s) => s[d] as number);
    const before = axes.at(-1);
    if (before?.strides.every((s, k) => s === (here[k] as number) * size)) {
      axes[axes.length - 1] = { size: before.size * size, strides: here };
    } else {
      axes.push({ size, strides: here });
    }
  });
  return axes;
}
