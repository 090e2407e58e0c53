// Writes a resized note or frame to the document: place and size as one step to undo.
import { useCallback } from 'react';
import { moveNodes, resizeNode } from '../../graph/editNodes';
import { useWorkbench } from '../workbench';

interface Resized {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function useCommitSize(id: string): (event: unknown, size: Resized) => void {
  const { document } = useWorkbench();
  return useCallback(
    (_event, { x, y, width, height }) => {
      const place = { x: Math.round(x), y: Math.round(y) };
      const size = { width: Math.round(width), height: Math.round(height) };
      document.getState().edit((graph) => resizeNode(moveNodes(graph, new Map([[id, place]])), id, size));
    },
    [document, id],
  );
}
