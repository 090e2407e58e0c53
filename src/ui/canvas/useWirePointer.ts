// Pulls a wire with mouse, pen or touch: from the press on a port to the drop.
import { useReactFlow } from '@xyflow/react';
import { type PointerEvent, useCallback } from 'react';
import type { PortEnd } from '../../drawing/ports';
import { type PullWire, useCanvas } from './canvasContext';
import { endDrag, followPointer } from './followPointer';

/** px on screen within which a port is meant. */
const REACH = 22;

export function usePointerWires(): PullWire {
  const { wiring, ui } = useCanvas();
  const flow = useReactFlow();
  return useCallback(
    (event: PointerEvent, from: PortEnd, loose?: string) => {
      if (event.button !== 0 || !event.isPrimary) return;
      const { begin, move, cancel } = wiring.getState();
      followPointer(event.nativeEvent, {
        start: () => begin(from, 'pointer', loose),
        move: ({ clientX: x, clientY: y }) => {
          const under = document.elementFromPoint(x, y)?.closest<HTMLElement>('.react-flow__node');
          move(flow.screenToFlowPosition({ x, y }), under?.dataset.id, REACH / flow.getZoom());
        },
        drop: ({ clientX, clientY }) => {
          const onCanvas = document.elementFromPoint(clientX, clientY)?.closest('.react-flow') !== null;
          if (!onCanvas && !wiring.getState().wire?.over) return cancel();
          const adding = wiring.getState().drop();
          if (adding) ui.setState({ adding });
          endDrag();
        },
        cancel,
      });
    },
    [wiring, ui, flow],
  );
}
