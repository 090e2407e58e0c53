// The graph's JSON in the editor: typing goes to the session, the session's text and marks come back, selections go both ways.
import { useEffect, useMemo, useState } from 'react';
import type { FileProblem } from '../../graph/problem';
import { outlineOf, problemSpan, type Span } from '../../graph/textPlaces';
import { useView, useWorkbench } from '../workbench';
import { CodeEditor, type Editor } from './CodeEditor';
import { lineEdits } from './lineEdits';
import { monaco } from './monaco';
import { followCursor, spansOfSelection } from './selecting';
import type { CodeSession } from './session';

const ADDRESS = monaco.Uri.parse('inmemory://graph.json');
/** Whose marks are ours: the editor keeps them apart from those of the schema. */
const OWNER = 'graph';

/** The editor's own store of texts holds it: what was typed and its undo stay while the panel is closed. */
const graphModel = (text: string): monaco.editor.ITextModel =>
  monaco.editor.getModel(ADDRESS) ?? monaco.editor.createModel(text, 'json', ADDRESS);

type Text = monaco.editor.ITextModel;

function rangeOf(model: Text, { from, to }: Span): monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to));
}

/** Changes only the lines that differ; the editor can undo it. */
function showText(model: Text, text: string): void {
  const before = model.getLinesContent();
  const edits = lineEdits(before, text.split('\n')).map(({ from, to, lines }) => {
    const last = to === before.length;
    // Past the last line there is no break to replace: the one before goes instead.
    const start = last && from > 0 ? model.getLineMaxColumn(from) : 1;
    const range = last
      ? new monaco.Range(from > 0 ? from : 1, start, before.length, model.getLineMaxColumn(before.length))
      : new monaco.Range(from + 1, 1, to + 1, 1);
    const body = last
      ? lines.map((line, k) => (from === 0 && k === 0 ? line : `\n${line}`)).join('')
      : lines.map((line) => `${line}\n`).join('');
    return { range, text: body };
  });
  model.pushStackElement();
  model.pushEditOperations(null, edits, () => null);
  model.pushStackElement();
}

/** Only the first line of what is wrong is marked, and nothing where the schema has marked it already. */
function showProblem(model: Text, problem: FileProblem | undefined): void {
  const whole = problem && rangeOf(model, problemSpan(model.getValue(), problem));
  const line = whole?.startLineNumber ?? 0;
  const known = monaco.editor
    .getModelMarkers({ resource: model.uri })
    .some(
      ({ owner, startLineNumber, endLineNumber }) =>
        owner !== OWNER && startLineNumber <= line && line <= endLineNumber,
    );
  const marks = whole && problem && !known ? [markOf(model, whole, problem)] : [];
  monaco.editor.setModelMarkers(model, OWNER, marks);
}

function markOf(model: Text, whole: monaco.Range, { message }: FileProblem): monaco.editor.IMarkerData {
  const { startLineNumber, startColumn, endLineNumber, endColumn } = whole;
  const end = endLineNumber === startLineNumber ? endColumn : model.getLineMaxColumn(startLineNumber);
  const range = { startLineNumber, startColumn, endLineNumber: startLineNumber, endColumn: end };
  return { ...range, message, severity: monaco.MarkerSeverity.Error };
}

export function JsonEditor({ session }: { readonly session: CodeSession }) {
  const workbench = useWorkbench();
  const [model] = useState(() => graphModel(session.getState().text));
  const [editor, setEditor] = useState<Editor>();
  useSession(model, session);
  useSelection(model, editor);
  const onReady = useMemo(
    () => (ready: Editor) => {
      setEditor(ready);
      const following = followCursor(ready, workbench.view);
      const blurring = ready.onDidBlurEditorText(() => session.getState().flush());
      return () => {
        following.dispose();
        blurring.dispose();
        setEditor(undefined);
        session.getState().flush();
      };
    },
    [workbench, session],
  );
  return <CodeEditor model={model} label="Graph as JSON. Escape leaves the editor." onReady={onReady} />;
}

/** Text and marks, both ways. */
function useSession(model: Text, session: CodeSession): void {
  const { document } = useWorkbench();
  useEffect(() => {
    const update = (): void => {
      const { text, problem } = session.getState();
      if (text !== model.getValue()) showText(model, text);
      showProblem(model, problem);
    };
    session.getState().follow();
    update();
    const typing = model.onDidChangeContent(() => session.getState().typed(model.getValue()));
    const marking = monaco.editor.onDidChangeMarkers(() => showProblem(model, session.getState().problem));
    const stops = [
      session.subscribe(update),
      document.subscribe(({ graph }, before) => {
        if (graph !== before.graph) session.getState().follow();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      typing.dispose();
      marking.dispose();
    };
  }, [model, session, document]);
}

/** What is selected on the canvas is marked in the text, and brought into view unless somebody types here. */
function useSelection(model: Text, editor: Editor | undefined): void {
  const selection = useView((state) => state.selection);
  useEffect(() => {
    if (!editor) return;
    const spans = spansOfSelection(outlineOf(model.getValue()), selection).map((span) => rangeOf(model, span));
    const marks = editor.createDecorationsCollection(
      spans.map((range) => ({ range, options: { isWholeLine: true, linesDecorationsClassName: 'code-selected' } })),
    );
    const [first] = spans;
    if (first && !editor.hasTextFocus()) {
      editor.setSelections(
        spans.map(({ startLineNumber: line, startColumn: column, endLineNumber, endColumn }) => ({
          selectionStartLineNumber: endLineNumber,
          selectionStartColumn: endColumn,
          positionLineNumber: line,
          positionColumn: column,
        })),
      );
      editor.revealRangeInCenterIfOutsideViewport(first);
    }
    return () => marks.clear();
  }, [model, editor, selection]);
}
