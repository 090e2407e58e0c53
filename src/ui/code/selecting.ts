// Which text belongs to what is selected, and what the cursor selects.
import { nameAt, type Outline, outlineOf, type Span } from '../../graph/textPlaces';
import { ownerOf } from '../../graph/weights';
import type { Selection, ViewStore } from '../../store/viewStore';
import type { Editor } from './CodeEditor';
import { monaco } from './monaco';

export const spansOfSelection = ({ nodes, edges }: Outline, selection: Selection): Span[] => [
  ...selection.nodes.flatMap((id) => nodes.get(id) ?? []),
  ...selection.edges.flatMap((id) => edges.get(id) ?? []),
];

/** A node, an edge, or the node of a weight; undefined between them. */
export function selectionAt(outline: Outline, place: number): Selection | undefined {
  const weight = nameAt(outline.weights, place);
  const node = weight === undefined ? nameAt(outline.nodes, place) : ownerOf(weight);
  const edge = nameAt(outline.edges, place);
  if (node !== undefined) return { nodes: [node], edges: [] };
  return edge === undefined ? undefined : { nodes: [], edges: [edge] };
}

const same = (a: Selection, b: Selection): boolean =>
  a.nodes.join() === b.nodes.join() && a.edges.join() === b.edges.join();

/** Moving the cursor by hand selects what it stands in; typing does not. */
export function followCursor(editor: Editor, view: ViewStore): monaco.IDisposable {
  return editor.onDidChangeCursorPosition(({ reason, position }) => {
    const model = editor.getModel();
    if (reason !== monaco.editor.CursorChangeReason.Explicit || !model || !editor.hasTextFocus()) return;
    const selection = selectionAt(outlineOf(model.getValue()), model.getOffsetAt(position));
    if (selection && !same(selection, view.getState().selection)) view.getState().select(selection);
  });
}
