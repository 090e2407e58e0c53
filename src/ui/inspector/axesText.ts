// An order of axes as text: whole numbers with commas between. Pure.

export const writeAxes = (axes: readonly number[]): string => axes.join(', ');

const parts = (text: string): string[] =>
  text
    .replaceAll('\u2212', '-')
    .split(/[\s,;]+/)
    .filter(Boolean);

/** Empty text is an empty list: the default order. */
export const readAxes = (text: string): number[] => parts(text).map(Number);

/** Why a text is no order of axes. */
export function axesProblem(text: string): string | undefined {
  const wrong = parts(text).find((part) => !/^-?\d+$/.test(part));
  if (wrong !== undefined) return `“${wrong}” is not a whole number. Type an order such as 1, 0.`;
  return parts(text).length > 8 ? 'These are more axes than a tensor can have. Give eight at most.' : undefined;
}
