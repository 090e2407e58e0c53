// Selects a node and brings it into view, where a canvas is on the page.
import { useContext } from 'react';
import { CanvasLinkContext } from '../canvas/canvasLink';
import { useWorkbench } from '../workbench';

export function useReveal(): (ids: readonly string[]) => void {
  const { view } = useWorkbench();
  const canvas = useContext(CanvasLinkContext);
  return (ids) => {
    view.getState().select({ nodes: ids });
    canvas?.getState().actions?.reveal(ids);
  };
}
