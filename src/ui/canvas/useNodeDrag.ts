// Dragging nodes into containers and out of them: what would take them lights up, and a drop is one step to undo.
import { useReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import { useWorkbench } from '../workbench';
import { attempt } from './attempt';
import { useCanvas } from './canvasContext';
import { carry, clearOfWalls, containerAt } from './carry';
import type { FlowNode } from './flowElements';

type Pointer = Pick<MouseEvent, 'clientX' | 'clientY'>;
type AnyPointer = Pointer | { readonly changedTouches: ArrayLike<Pointer> };

const pointOf = (event: AnyPointer): { x: number; y: number } => {
  const { clientX: x = 0, clientY: y = 0 } = 'changedTouches' in event ? (event.changedTouches[0] ?? {}) : event;
  return { x, y };
};

/** Stable between renders. */
export function useNodeDrag() {
  const { document } = useWorkbench();
  const { flow, ui } = useCanvas();
  const { screenToFlowPosition } = useReactFlow();
  return useMemo(() => {
    const under = (event: AnyPointer, dragged: readonly FlowNode[]) => {
      const { graph } = document.getState();
      const ids = dragged.map(({ id }) => id);
      return containerAt(graph, flow.getState().faces, screenToFlowPosition(pointOf(event)), ids);
    };
    return {
      aim: (event: AnyPointer, dragged: readonly FlowNode[]) => {
        const into = under(event, dragged);
        const takes = dragged.every(({ parentId }) => parentId === into) ? undefined : into;
        if (ui.getState().takes !== takes) ui.setState({ takes });
      },
      drop: (event: AnyPointer, dragged: readonly FlowNode[]) => {
        const into = under(event, dragged);
        const { faces, placesOf, reset } = flow.getState();
        const ids = dragged.map(({ id }) => id);
        const places = placesOf(ids);
        ui.setState({ takes: undefined });
        const done = attempt(ui, 'Nothing was moved', () =>
          document.getState().edit((graph) => clearOfWalls(carry(graph, places, into), ids, faces)),
        );
        if (!done) reset();
      },
    };
  }, [document, flow, ui, screenToFlowPosition]);
}
