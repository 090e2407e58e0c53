// Which colour scheme the page shows: `data-theme` on the root element is the truth, localStorage only remembers it.
import { useSyncExternalStore } from 'react';
import type { ShownTheme } from '../../drawing/scale';
import { mediaQuery } from './mediaQuery';

/** What a person chose; `system` follows the operating system. */
export type Theme = 'light' | 'dark' | 'system';

const STORAGE_KEY = 'attention-workbench.theme';
const darkSystem = mediaQuery('(prefers-color-scheme: dark)');

const isTheme = (text: unknown): text is Theme => text === 'light' || text === 'dark' || text === 'system';

/** The remembered choice; `system` where nothing is remembered or storage is closed to us (private windows, file pages). */
export function rememberedTheme(): Theme {
  try {
    const text = localStorage.getItem(STORAGE_KEY);
    return isTheme(text) ? text : 'system';
  } catch {
    return 'system';
  }
}

/** Shows a theme and remembers it if it can. Call once with `rememberedTheme()` before the first render. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(STORAGE_KEY, theme);
  } catch {
    // Forgetting the choice at the next visit is all that is lost.
  }
}

function chosenTheme(): Theme {
  const text = document.documentElement.dataset.theme;
  return isTheme(text) ? text : 'system';
}

/** The theme on screen now. */
export function shownTheme(): ShownTheme {
  const chosen = chosenTheme();
  if (chosen !== 'system') return chosen;
  return darkSystem().matches ? 'dark' : 'light';
}

/** Calls back when light becomes dark or the other way round; returns how to stop. */
export function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  darkSystem().addEventListener('change', changed);
  return () => {
    observer.disconnect();
    darkSystem().removeEventListener('change', changed);
  };
}

/** The theme on screen, for what CSS cannot colour (pixels of a canvas element, an editor with its own themes). */
export function useShownTheme(): ShownTheme {
  return useSyncExternalStore(watchTheme, shownTheme);
}
