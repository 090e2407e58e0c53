// The colours of the code editor, read from the page's tokens: the editor knows no CSS variables.
import type { ShownTheme } from '../../drawing/scale';
import { monaco } from './monaco';

/** What the editor calls its parts, and the token of each. */
const COLOURS: Readonly<Record<string, string>> = {
  'editor.background': '--surface',
  'editor.foreground': '--ink',
  'editor.lineHighlightBackground': '--surface-2',
  'editor.lineHighlightBorder': '--surface-2',
  'editor.selectionBackground': '--accent-soft',
  'editor.inactiveSelectionBackground': '--accent-soft',
  'editor.rangeHighlightBackground': '--surface-3',
  'editor.findMatchBackground': '--warn-soft',
  'editor.findMatchHighlightBackground': '--warn-soft',
  'editorBracketMatch.background': '--surface-3',
  'editorBracketMatch.border': '--line-3',
  'editorCursor.foreground': '--accent',
  'editorError.foreground': '--error',
  'editorWarning.foreground': '--warn',
  'editorLineNumber.foreground': '--ink-3',
  'editorLineNumber.activeForeground': '--ink',
  'editorIndentGuide.background1': '--line',
  'editorWidget.background': '--surface',
  'editorWidget.foreground': '--ink',
  'editorWidget.border': '--line-2',
  'editorHoverWidget.background': '--surface',
  'editorHoverWidget.border': '--line-2',
  'editorSuggestWidget.background': '--surface',
  'editorSuggestWidget.border': '--line-2',
  'editorSuggestWidget.foreground': '--ink',
  'editorSuggestWidget.highlightForeground': '--accent',
  'editorSuggestWidget.focusHighlightForeground': '--accent',
  'editorSuggestWidget.selectedBackground': '--accent-soft',
  'editorSuggestWidget.selectedForeground': '--ink',
  'editorGutter.foldingControlForeground': '--ink-3',
  'menu.background': '--surface',
  'menu.foreground': '--ink',
  'menu.selectionBackground': '--accent-soft',
  'menu.selectionForeground': '--ink',
  'input.background': '--surface',
  'input.foreground': '--ink',
  'input.border': '--line-3',
  focusBorder: '--accent',
  'scrollbarSlider.background': '--line-2',
  'scrollbarSlider.hoverBackground': '--line-3',
  'scrollbarSlider.activeBackground': '--line-3',
  'textLink.foreground': '--accent',
};

/** Kinds of words in JSON and Python. */
const WORDS: Readonly<Record<string, string>> = {
  '': '--ink',
  'string.key.json': '--ink',
  'string.value.json': '--ok',
  string: '--ok',
  number: '--accent',
  keyword: '--warn',
  'keyword.json': '--warn',
  comment: '--ink-3',
  delimiter: '--ink-2',
  identifier: '--ink',
};

/** `rgb(28, 29, 32)` to `1c1d20`. */
function hexOf(colour: string): string {
  const channels = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  return channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('');
}

/** Shows the editor in the page's colours of now. Call again when the theme changes. */
export function showEditorTheme(theme: ShownTheme): void {
  const probe = document.createElement('i');
  document.body.append(probe);
  const colour = (token: string): string => {
    probe.style.color = `var(${token})`;
    return hexOf(getComputedStyle(probe).color);
  };
  const named = Object.entries(COLOURS).map(([name, token]) => [name, `#${colour(token)}`]);
  monaco.editor.defineTheme('workbench', {
    base: theme === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    colors: Object.fromEntries(named),
    rules: Object.entries(WORDS).map(([token, name]) => ({ token, foreground: colour(name) })),
  });
  probe.remove();
  monaco.editor.setTheme('workbench');
}
