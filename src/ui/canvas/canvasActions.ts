// What can be done on the canvas, for keys, the tool bar, menus and the palette alike.
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useMemo } from 'react';
import { faceKind } from '../../drawing/face';
import { absolutePositions } from '../../drawing/faces';
import type { PortEnd } from '../../drawing/ports';
import type { Box } from '../../drawing/route';
import { shownFor } from '../../drawing/scopes';
import { duplicateNodes } from '../../graph/clipboard';
import { addNode, moveNodes, removeNodes } from '../../graph/editNodes';
import { disconnect } from '../../graph/editWires';
import type { Position } from '../../graph/graph';
import { nodeType } from '../../nodes/registry';
import { useWorkbench, type Workbench } from '../workbench';
import { attempt } from './attempt';
import { type CanvasParts, useCanvas } from './canvasContext';
import type { CanvasActions } from './canvasLink';
import { clearOfWalls, containerAt, placeIn } from './carry';
import { containerEdits, removable, removePort, renamePort } from './containerActions';
import { freePlace } from './freePlace';
import { focusedPort, focusWhenDrawn } from './keyTargets';
import { layOutTidily } from './layOutTidily';
import { tidyScopes } from './tidyScopes';

const FIT = {
  padding: { top: '20px', right: '16px', bottom: '60px', left: '16px' },
  maxZoom: 1,
  minZoom: 0.2,
} as const;
const ZOOM = { duration: 120 };
/** Half of a usual node, so that it comes to lie around the point it was dropped at. */
const HALF: Position = { x: 48, y: 44 };

type Edited = Pick<Workbench, 'document' | 'view'>;
type Flow = ReturnType<typeof useReactFlow>;

const calm = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
const motion = () => (calm() ? {} : ZOOM);

export const selectedOnly = ({ view }: Pick<Workbench, 'view'>): string | undefined => {
  const { nodes } = view.getState().selection;
  return nodes.length === 1 ? nodes[0] : undefined;
};

/** The port that a wire from a node starts at: its first output, else its first free input. */
function firstPort({ flow }: CanvasParts, id: string): PortEnd | undefined {
  const slots = flow.getState().faces.get(id)?.slots ?? [];
  const slot = slots.find(({ side }) => side === 'output') ?? slots.find(({ wired }) => !wired) ?? slots[0];
  return slot && { node: id, side: slot.side, port: slot.port, key: slot.key };
}

function editing({ document: store, view }: Edited, parts: CanvasParts) {
  const selection = () => view.getState().selection;
  /** Selects the last nodes of the graph, which are the new ones, without what lies in them. */
  const selectNew = (before: number) => {
    const added = store.getState().graph.nodes.slice(before);
    const ids = new Set(added.map(({ id }) => id));
    const outer = added.filter(({ parent }) => parent === undefined || !ids.has(parent));
    view.getState().select({ nodes: outer.map(({ id }) => id) });
  };
  return {
    selectNew,
    /** Into the container at that place, unless it is to stand beside. */
    add: (typeId: string, at: Position, beside = false) => {
      const { graph, edit } = store.getState();
      const { faces } = parts.flow.getState();
      const parent = beside ? undefined : containerAt(graph, faces, { x: at.x + HALF.x, y: at.y + HALF.y });
      const position = placeIn(graph, faces, parent, at);
      const inside = parent === undefined ? {} : { parent };
      const done = attempt(parts.ui, 'Nothing was added', () =>
        edit((now) => {
          const grown = addNode(now, { type: typeId, position, ...inside });
          return clearOfWalls(grown, [grown.nodes.at(-1)?.id ?? ''], faces);
        }),
      );
      if (done) selectNew(graph.nodes.length);
    },
    remove: () => {
      const focused = focusedPort();
      if (focused && removePort({ document: store, view }, parts, focused)) return;
      const { edges } = selection();
      const nodes = removable(store.getState().checked, selection().nodes);
      if (nodes.length + edges.length === 0) return;
      store.getState().edit((graph) => removeNodes(disconnect(graph, edges), nodes));
      view.getState().select({});
    },
    duplicate: () => {
      const { nodes } = selection();
      if (nodes.length === 0) return;
      const before = store.getState().graph.nodes.length;
      store.getState().edit((graph) => duplicateNodes(graph, nodes));
      selectNew(before);
    },
    selectAll: () => view.getState().select({ nodes: store.getState().graph.nodes.map(({ id }) => id) }),
    connect: () => {
      const selected = selectedOnly({ view });
      const from = focusedPort() ?? (selected === undefined ? undefined : firstPort(parts, selected));
      if (from) parts.wiring.getState().begin(from, 'keyboard');
    },
    rename: () => {
      const focused = focusedPort();
      if (focused && renamePort({ document: store, view }, parts, focused)) return;
      const selected = selectedOnly({ view });
      const kind = faceKind(nodeType(store.getState().graph.nodes.find(({ id }) => id === selected)?.type ?? ''));
      if (kind === 'card') parts.ui.setState({ renaming: selected });
    },
  };
}

/** Everything that a new node could cover: a titled box lies behind the nodes. */
function boxesOf({ document: store }: Pick<Workbench, 'document'>, { flow }: CanvasParts): Map<string, Box> {
  const { faces } = flow.getState();
  const places = absolutePositions(store.getState().graph, faces);
  const boxes = [...faces.values()].flatMap(({ id, kind, width, height }) => {
    const at = places.get(id);
    return at && kind !== 'box' ? [[id, { ...at, width, height }] as const] : [];
  });
  return new Map(boxes);
}

async function tidy({ document: store }: Workbench, rf: Flow, page: HTMLElement | null) {
  const { graph, checked } = store.getState();
  const places = await tidyScopes(checked, layOutTidily);
  if (places.size === 0) return;
  // An edit made meanwhile has the last word.
  if (store.getState().graph !== graph) return;
  page?.setAttribute('data-tidying', '');
  setTimeout(() => page?.removeAttribute('data-tidying'), 260);
  store.getState().edit((now) => moveNodes(now, places));
  requestAnimationFrame(() => void rf.fitView({ ...FIT, ...(calm() ? {} : { duration: 240 }) }));
}

/** Stable between renders. */
export function useMakeActions(): CanvasActions {
  const workbench = useWorkbench();
  const parts = useCanvas();
  const rf = useReactFlow();
  const rfStore = useStoreApi();
  return useMemo(() => {
    const { add, selectNew: _, ...edits } = editing(workbench, parts);
    const box = () => rfStore.getState().domNode?.getBoundingClientRect();
    const placeAt = (x: number, y: number): Position => {
      const at = rf.screenToFlowPosition({ x, y });
      return { x: Math.round(at.x - HALF.x), y: Math.round(at.y - HALF.y) };
    };
    return {
      ...edits,
      ...containerEdits(workbench, parts),
      addAtPoint: (typeId, x, y) => add(typeId, placeAt(x, y)),
      addAtCentre: (typeId) => {
        const { left = 0, top = 0, width = 0, height = 0 } = box() ?? {};
        const boxes = boxesOf(workbench, parts);
        const middle = placeAt(left + width / 2, top + height / 2);
        const place = freePlace([...boxes.values()], middle, boxes.get(selectedOnly(workbench) ?? ''));
        add(typeId, place, true);
        const seen = rf.flowToScreenPosition(place);
        const inSight = seen.x > left && seen.x < left + width - 100 && seen.y > top && seen.y < top + height - 120;
        if (!inSight) void rf.setCenter(place.x + HALF.x, place.y + HALF.y, { zoom: rf.getZoom(), ...motion() });
      },
      // Whatever lies over it, such as the words of a first visit, is in nobody's way.
      accepts: (x, y) => {
        const { left = 0, top = 0, right = 0, bottom = 0 } = box() ?? {};
        return x >= left && x < right && y >= top && y < bottom;
      },
      aim: (x, y) => {
        const { graph } = workbench.document.getState();
        const over = x === undefined || y === undefined ? undefined : rf.screenToFlowPosition({ x, y });
        const takes = over && containerAt(graph, parts.flow.getState().faces, over);
        if (parts.ui.getState().takes !== takes) parts.ui.setState({ takes });
      },
      fit: () => void rf.fitView({ ...FIT, ...motion() }),
      focusSelected: () => {
        const id = selectedOnly(workbench);
        if (id !== undefined) focusWhenDrawn(id);
      },
      reveal: (ids) => {
        workbench.view.getState().select({ nodes: ids });
        const { graph } = workbench.document.getState();
        const nodes = ids.map((id) => ({ id: shownFor(graph, id) }));
        void rf.fitView({ ...FIT, ...motion(), nodes, minZoom: Math.min(1, rf.getZoom()) });
      },
      zoomIn: () => void rf.zoomIn(motion()),
      zoomOut: () => void rf.zoomOut(motion()),
      resetZoom: () => void rf.zoomTo(1, motion()),
      tidy: () => void tidy(workbench, rf, rfStore.getState().domNode),
      toggleMinimap: () => parts.ui.setState(({ minimap }) => ({ minimap: !minimap })),
    };
  }, [workbench, parts, rf, rfStore]);
}

/** Shows a document from its middle whenever another one takes the place of the last. */
export const isAnother = (
  now: readonly { readonly id: string }[],
  before: readonly { readonly id: string }[],
): boolean => {
  const known = new Set<unknown>(before);
  return now.length > 0 && !now.some((node) => known.has(node));
};

export { FIT, HALF };
