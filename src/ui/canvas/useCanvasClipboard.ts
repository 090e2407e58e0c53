// Copy, cut and paste of nodes as text, by the system clipboard; what was copied last where a page may not read it.
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { copyNodes, pasteNodes } from '../../graph/clipboard';
import { removeNodes } from '../../graph/editNodes';
import { useWorkbench } from '../workbench';
import { useCanvas } from './canvasContext';
import { isOnCanvas } from './keyTargets';

export function useCanvasClipboard(): void {
  const { document: store, view } = useWorkbench();
  const { ui } = useCanvas();
  const { screenToFlowPosition } = useReactFlow();
  const rf = useStoreApi();
  const last = useRef('');
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const selected = () => view.getState().selection.nodes;
    const copy = (event: ClipboardEvent): boolean => {
      const isText = (window.getSelection()?.toString() ?? '') !== '';
      if (!isOnCanvas(event.target) || isText || selected().length === 0) return false;
      last.current = copyNodes(store.getState().graph, selected());
      event.clipboardData?.setData('text/plain', last.current);
      event.preventDefault();
      return true;
    };
    const paste = (event: ClipboardEvent): void => {
      if (!isOnCanvas(event.target)) return;
      const text = event.clipboardData?.getData('text/plain') || last.current;
      if (text === '') return;
      event.preventDefault();
      const { graph } = store.getState();
      const pasted = pasteNodes(graph, text, place(text === last.current));
      if ('problem' in pasted) {
        const { message } = pasted.problem;
        const why = `The clipboard holds no nodes: ${message}. Copy nodes on a canvas first, or a graph file as text.`;
        ui.setState({ failed: { title: 'Nothing was pasted', why } });
        return;
      }
      store.getState().edit(() => pasted.graph);
      view.getState().select({ nodes: pasted.ids });
    };
    /** Beside the original when it is in sight, else in the middle of the canvas. */
    const place = (isOwn: boolean) => {
      const box = rf.getState().domNode?.getBoundingClientRect();
      if (isOwn || !box) return undefined;
      const middle = screenToFlowPosition({ x: box.left + box.width / 2, y: box.top + box.height / 2 });
      return { x: Math.round(middle.x - 100), y: Math.round(middle.y - 60) };
    };
    const cut = (event: ClipboardEvent): void => {
      if (!copy(event)) return;
      const ids = selected();
      store.getState().edit((graph) => removeNodes(graph, ids));
      view.getState().select({});
    };
    window.addEventListener('copy', copy, { signal });
    window.addEventListener('cut', cut, { signal });
    window.addEventListener('paste', paste, { signal });
    return () => listening.abort();
  }, [store, view, ui, rf, screenToFlowPosition]);
}
