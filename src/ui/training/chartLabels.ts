// Where the name of each line of a chart stands: at its end, pushed apart where lines end close together. Pure.
export interface EndLabel {
  readonly text: string;
  /** Where the line ends, px from the top. */
  readonly y: number;
}

/** Centres of the labels in the order given, at least `gap` apart, within `top` and `bottom`. */
export function placeLabels(labels: readonly EndLabel[], gap: number, top: number, bottom: number): number[] {
  const order = labels.map((_, i) => i).sort((a, b) => (labels[a] as EndLabel).y - (labels[b] as EndLabel).y);
  const placed = labels.map(({ y }) => y);
  let least = top;
  for (const i of order) {
    placed[i] = Math.max(least, placed[i] as number);
    least = placed[i] + gap;
  }
  let most = bottom;
  for (const i of order.reverse()) {
    placed[i] = Math.min(most, placed[i] as number);
    most = placed[i] - gap;
  }
  return placed;
}
