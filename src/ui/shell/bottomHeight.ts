// How tall the panel under the canvas may be, and how keys change it. Pure.

export const SHORTEST = 96;
/** Room that the canvas above keeps. */
const CANVAS = 120;
const BAR = 48;
const STEP = 24;

export const tallest = (pageHeight: number): number => Math.max(SHORTEST, pageHeight - BAR - CANVAS);

export const clampHeight = (height: number, pageHeight: number): number =>
  Math.round(Math.min(Math.max(height, SHORTEST), tallest(pageHeight)));

/** The height after a key on the handle; undefined for keys that are not its own. */
export function heightAfter(key: string, height: number, pageHeight: number): number | undefined {
  const wanted: Readonly<Record<string, number>> = {
    ArrowUp: height + STEP,
    ArrowDown: height - STEP,
    PageUp: height + 4 * STEP,
    PageDown: height - 4 * STEP,
    Home: tallest(pageHeight),
    End: SHORTEST,
  };
  const next = wanted[key];
  return next === undefined ? undefined : clampHeight(next, pageHeight);
}
