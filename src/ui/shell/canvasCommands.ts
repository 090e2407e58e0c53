// What can be done on the canvas, declared once; each calls an action that the canvas offers while it is there.
import {
  BoxSelect,
  Cable,
  Copy,
  Map as MapIcon,
  Maximize,
  Network,
  PencilLine,
  Plus,
  Trash2,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import type { CanvasActions } from '../canvas/canvasLink';
import type { Command } from './commandRegistry';
import type { OpeningParts } from './opening';

type Action = Exclude<keyof CanvasActions, 'addAtCentre' | 'addAtPoint' | 'accepts' | 'reveal'>;

export function canvasCommands({ workbench, canvas }: OpeningParts): readonly Command[] {
  const { document, view } = workbench;
  const act = (action: Action) => () => canvas.getState().actions?.[action]();
  const hasNodes = (): boolean => document.getState().graph.nodes.length > 0;
  const someSelected = (): boolean => view.getState().selection.nodes.length > 0;
  const anySelected = (): boolean => someSelected() || view.getState().selection.edges.length > 0;
  const oneSelected = (): boolean => view.getState().selection.nodes.length === 1;
  const on = (
    id: string,
    label: string,
    rest: Omit<Command, 'id' | 'label' | 'group' | 'perform'>,
    action: Action,
  ): Command => ({
    id: `canvas.${id}`,
    label,
    group: 'Canvas',
    ...rest,
    perform: act(action),
  });
  return [
    {
      id: 'canvas.add',
      label: 'Add a node',
      group: 'Canvas',
      icon: Plus,
      keys: ['A'],
      perform: () => view.getState().openDialog('add-node'),
    },
    on('connect', 'Connect from a port', { icon: Cable, keys: ['C'], when: hasNodes }, 'connect'),
    on('rename', 'Rename the node', { icon: PencilLine, keys: ['F2'], when: oneSelected }, 'rename'),
    on('duplicate', 'Duplicate', { icon: Copy, keys: ['Mod+D'], when: someSelected }, 'duplicate'),
    on(
      'remove',
      'Delete',
      { icon: Trash2, keys: ['Delete', 'Backspace'], onCanvas: true, when: anySelected },
      'remove',
    ),
    on('select-all', 'Select all', { icon: BoxSelect, keys: ['Mod+A'], onCanvas: true, when: hasNodes }, 'selectAll'),
    on('fit', 'Fit the graph', { icon: Maximize, keys: ['F'], when: hasNodes }, 'fit'),
    on('tidy', 'Tidy the layout', { icon: Network, keys: ['T'], when: hasNodes }, 'tidy'),
    on('minimap', 'Show or hide the minimap', { icon: MapIcon, keys: ['M'] }, 'toggleMinimap'),
    on('zoom-in', 'Zoom in', { icon: ZoomIn, keys: ['+', '='] }, 'zoomIn'),
    on('zoom-out', 'Zoom out', { icon: ZoomOut, keys: ['-'] }, 'zoomOut'),
    on('zoom-reset', 'Zoom to 100 %', { icon: ZoomIn, keys: ['0'] }, 'resetZoom'),
  ];
}
