// Holds key chords to what was pressed and to how each system writes them.
import { describe, expect, it } from 'vitest';
import { isChord, type KeyPress, showChord } from './keys';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

describe('a chord', () => {
  it.each([
    ['Mod+Z', press('z', { ctrlKey: true }), false, true],
    ['Mod+Z', press('z', { metaKey: true }), true, true],
    ['Mod+Z', press('z', { metaKey: true }), false, false],
    ['Mod+Z', press('Z', { ctrlKey: true, shiftKey: true }), false, false],
    ['Mod+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true }), false, true],
    ['F', press('f'), false, true],
    ['F', press('f', { ctrlKey: true }), false, false],
    ['Shift+F', press('f'), false, false],
    ['?', press('?', { shiftKey: true }), false, true],
    ['/', press('/'), false, true],
    ['Mod++', press('+', { ctrlKey: true }), false, true],
    ['Escape', press('Escape', { altKey: true }), false, false],
  ] as const)('%s', (chord, pressed, mac, expected) => {
    expect(isChord(chord, pressed, mac)).toBe(expected);
  });

  it.each([
    ['Mod+K', true, '⌘K'],
    ['Mod+k', false, 'Ctrl+K'],
    ['Mod+Shift+Z', true, '⌘⇧Z'],
    ['Mod++', false, 'Ctrl++'],
    ['ArrowUp', false, '↑'],
    ['Delete', true, 'Del'],
    ['?', false, '?'],
  ] as const)('%s reads well (mac: %s)', (chord, mac, shown) => {
    expect(showChord(chord, mac)).toBe(shown);
  });
});
