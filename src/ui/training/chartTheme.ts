// Colours of a chart from the tokens, as they are at the moment of drawing. A canvas resolves no custom properties by itself.
export type Ink = 'accent' | 'ink' | 'quiet' | 'faint' | 'line' | 'error';

const TOKENS: Readonly<Record<Ink, string>> = {
  accent: '--accent',
  ink: '--ink-2',
  quiet: '--ink-3',
  faint: '--line-3',
  line: '--line',
  error: '--error',
};

/** `light-dark()` is resolved where it is used as a colour, so a probe has to use it. */
export function inkOf(element: Element, ink: Ink): string {
  const probe = document.createElement('i');
  probe.style.color = `var(${TOKENS[ink]})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Calls back when light becomes dark or the other way round; returns how to stop. */
export function onThemeChange(change: () => void): () => void {
  const watch = new MutationObserver(change);
  watch.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', change);
  return () => {
    watch.disconnect();
    system.removeEventListener('change', change);
  };
}
