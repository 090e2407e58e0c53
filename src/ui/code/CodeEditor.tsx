// One code editor in its place: made once, in the page's colours, left by Esc. Knows nothing of what is edited.
import { type RefObject, useEffect, useRef } from 'react';
import { useShownTheme } from '../theme/theme';
import styles from './CodePanel.module.css';
import { showEditorTheme } from './editorTheme';
import { monaco } from './monaco';

export type Editor = monaco.editor.IStandaloneCodeEditor;

export interface CodeEditorProps {
  /** The text; it outlives the editor. */
  readonly model: monaco.editor.ITextModel;
  readonly label: string;
  readonly readOnly?: boolean | undefined;
  /** Is given the editor once it is there; what it returns is called before it goes. */
  readonly onReady?: ((editor: Editor) => () => void) | undefined;
}

/** Esc closes what is open in the editor first. */
const NOTHING_OPEN =
  '!suggestWidgetVisible && !findWidgetVisible && !inSnippetMode && !editorHoverVisible && !editorHasMultipleSelections && !markersNavigationVisible';

function optionsOf({
  model,
  label,
  readOnly = false,
}: CodeEditorProps): monaco.editor.IStandaloneEditorConstructionOptions {
  const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  return {
    model,
    readOnly,
    ariaLabel: label,
    theme: 'workbench',
    automaticLayout: true,
    // A text area: shortcuts of the page know that somebody types.
    editContext: false,
    fontFamily: token('--mono'),
    fontSize: Number.parseInt(token('--t-12'), 10),
    lineHeight: 18,
    lineNumbersMinChars: 4,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    fixedOverflowWidgets: true,
    padding: { top: 8, bottom: 8 },
    tabSize: 2,
    links: false,
    colorDecorators: false,
    occurrencesHighlight: 'off',
    renderLineHighlight: 'line',
    unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false },
    quickSuggestions: { strings: true, other: true, comments: false },
    wordBasedSuggestions: 'off',
    stickyScroll: { enabled: false },
    scrollbar: { useShadows: false },
    overviewRulerBorder: false,
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    bracketPairColorization: { enabled: false },
    guides: { indentation: false },
    renderWhitespace: 'none',
  };
}

export function CodeEditor(props: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const { model, onReady } = props;
  const theme = useShownTheme();
  useEffect(() => showEditorTheme(theme), [theme]);
  const first = useRef(props);
  first.current = props;
  useEffect(() => {
    if (!place.current) return;
    const editor = monaco.editor.create(place.current, { ...optionsOf(first.current), model });
    editor.addCommand(monaco.KeyCode.Escape, () => leave(place), NOTHING_OPEN);
    const end = onReady?.(editor);
    return () => {
      end?.();
      editor.dispose();
    };
  }, [model, onReady]);
  return <div ref={place} className={styles.editor} />;
}

/** To the tab of the panel that the editor stands in. */
function leave(place: RefObject<HTMLElement | null>): void {
  place.current?.closest('section')?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
}
