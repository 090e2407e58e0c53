// Colours of a chart from the tokens, as they are at the moment of drawing. A canvas resolves no custom properties by itself.
import { shownTheme } from '../theme/theme';

export type Ink = 'accent' | 'ink' | 'quiet' | 'faint' | 'line' | 'error';

const TOKENS: Readonly<Record<Ink, string>> = {
  accent: '--accent',
  ink: '--ink-2',
  quiet: '--ink-3',
  faint: '--line-3',
  line: '--line',
  error: '--error',
};

const resolved = new Map<string, string>();

/** `light-dark()` is resolved where it is used as a colour, so a probe has to use it: once a theme, since that lays out the page. */
export function inkOf(element: Element, ink: Ink): string {
  const key = `${shownTheme()} ${ink}`;
  const color = resolved.get(key) ?? resolve(element, ink);
  resolved.set(key, color);
  return color;
}

function resolve(element: Element, ink: Ink): string {
  const probe = document.createElement('i');
  probe.style.color = `var(${TOKENS[ink]})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
