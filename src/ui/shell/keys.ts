// Key chords as text, `Mod+Shift+Z`: matched with what was pressed, and shown as each system writes them. Pure.

/** What a key press has; a KeyboardEvent fits. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const MODIFIERS = new Set(['Mod', 'Shift', 'Alt']);

const parts = (chord: string): { key: string; modifiers: ReadonlySet<string> } => {
  const words = chord.split(/\+(?=.)/);
  return { key: words.at(-1) as string, modifiers: new Set(words.filter((word) => MODIFIERS.has(word))) };
};

/** Signs such as `?` need Shift on some keyboards and not on others: only letters and named keys tell Shift apart. */
const minds = (key: string): boolean => key.length > 1 || /[a-z]/i.test(key);

/** Whether a press is this chord; `mac` tells which key Mod is. */
export function isChord(chord: string, press: KeyPress, mac: boolean): boolean {
  const { key, modifiers } = parts(chord);
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  return (
    press.key.toLowerCase() === key.toLowerCase() &&
    mod === modifiers.has('Mod') &&
    !other &&
    press.altKey === modifiers.has('Alt') &&
    (!minds(key) || press.shiftKey === modifiers.has('Shift'))
  );
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
  Escape: 'Esc',
};
const MAC_SIGNS: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' };

/** `⌘⇧Z` on a Mac, `Ctrl+Shift+Z` elsewhere. */
export function showChord(chord: string, mac: boolean): string {
  const { key, modifiers } = parts(chord);
  const named = NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  const before = [...modifiers].map((word) => (mac ? MAC_SIGNS[word] : word === 'Mod' ? 'Ctrl' : word));
  return mac ? [...before, named].join('') : [...before, named].join('+');
}
