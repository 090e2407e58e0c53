// What can be done on the canvas, declared once; each calls an action that the canvas offers while it is there.
import {
  BoxSelect,
  Cable,
  CirclePlus,
  Copy,
  FoldVertical,
  Group,
  LogIn,
  LogOut,
  Map as MapIcon,
  Maximize,
  Network,
  PencilLine,
  Plus,
  Trash2,
  TrendingDown,
  Ungroup,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { type CanvasActions, withCanvas } from '../canvas/canvasLink';
import type { Command } from './commandRegistry';
import type { OpeningParts } from './parts';

type Action = Exclude<
  keyof CanvasActions,
  'addAtCentre' | 'addAtPoint' | 'accepts' | 'aim' | 'reveal' | 'focusSelected'
>;

export function canvasCommands({ workbench, canvas }: OpeningParts): readonly Command[] {
  const { document, view } = workbench;
  const act = (action: Action) => () => withCanvas(canvas, (actions) => actions[action]());
  const hasNodes = (): boolean => document.getState().graph.nodes.length > 0;
  const someSelected = (): boolean => view.getState().selection.nodes.length > 0;
  const anySelected = (): boolean => someSelected() || view.getState().selection.edges.length > 0;
  const oneSelected = (): boolean => view.getState().selection.nodes.length === 1;
  const typesOfSelected = () =>
    view.getState().selection.nodes.map((id) => document.getState().checked.nodes.get(id)?.type);
  const hasContainer = (): boolean => typesOfSelected().some((type) => type?.container !== undefined);
  const hasWall = (): boolean => oneSelected() && (hasContainer() || typesOfSelected()[0]?.boundary !== undefined);
  const liesInside = (): boolean => {
    const { nodes } = document.getState().checked;
    return view.getState().selection.nodes.some((id) => nodes.get(id)?.node.parent !== undefined);
  };
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
    on('group', 'Group into a block', { icon: Group, keys: ['Mod+G'], onCanvas: true, when: someSelected }, 'group'),
    on(
      'dissolve',
      'Dissolve the block',
      { icon: Ungroup, keys: ['Mod+Shift+G'], onCanvas: true, when: hasContainer },
      'dissolve',
    ),
    on('collapse', 'Collapse or expand', { icon: FoldVertical, keys: ['E'], when: hasContainer }, 'collapse'),
    on('move-in', 'Move into the container beside', { icon: LogIn, keys: ['I'], when: someSelected }, 'moveIn'),
    on('move-out', 'Move out of the container', { icon: LogOut, keys: ['O'], when: liesInside }, 'moveOut'),
    on('add-port', 'Add a port to the wall', { icon: CirclePlus, keys: ['W'], when: hasWall }, 'addPort'),
    on('fit', 'Fit the graph', { icon: Maximize, keys: ['F'], when: hasNodes }, 'fit'),
    on('tidy', 'Tidy the layout', { icon: Network, keys: ['T'], when: hasNodes }, 'tidy'),
    on('minimap', 'Show or hide the minimap', { icon: MapIcon, keys: ['M'] }, 'toggleMinimap'),
    {
      id: 'canvas.gradients',
      label: 'Show or hide gradients',
      group: 'Canvas',
      icon: TrendingDown,
      keys: ['G'],
      perform: () => view.getState().showGradients(!view.getState().gradients),
    },
    on('zoom-in', 'Zoom in', { icon: ZoomIn, keys: ['+', '='] }, 'zoomIn'),
    on('zoom-out', 'Zoom out', { icon: ZoomOut, keys: ['-'] }, 'zoomOut'),
    on('zoom-reset', 'Zoom to 100 %', { icon: ZoomIn, keys: ['0'] }, 'resetZoom'),
  ];
}
