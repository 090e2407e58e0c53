// What can be done on the canvas, for keys, the tool bar, menus and the palette alike.
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useMemo } from 'react';
import { duplicateNodes } from '../../graph/clipboard';
import { addNode, moveNodes, removeNodes } from '../../graph/editNodes';
import { disconnect } from '../../graph/editWires';
import type { Position } from '../../graph/graph';
import { nodeType } from '../../nodes/registry';
import { useWorkbench, type Workbench } from '../workbench';
import { type CanvasParts, useCanvas } from './canvasContext';
import type { CanvasActions } from './canvasLink';
import { containerEdits, removable } from './containerActions';
import { faceKind } from './face';
import { absolutePositions } from './faces';
import { layOutTidily } from './layOutTidily';
import { shownFor } from './scopes';
import { tidyScopes } from './tidyScopes';
import type { PortEnd } from './wireCandidates';

const FIT = {
  padding: { top: '20px', right: '16px', bottom: '60px', left: '16px' },
  maxZoom: 1,
  minZoom: 0.2,
} as const;
const ZOOM = { duration: 120 };
/** Half of a usual node, so that it comes to lie around the point it was dropped at. */
const HALF: Position = { x: 48, y: 44 };
const ASIDE = 32;

type Flow = ReturnType<typeof useReactFlow>;

const calm = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
const motion = () => (calm() ? {} : ZOOM);

/** Where a port can be found by the element that has the focus. */
function focusedPort(): PortEnd | undefined {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement)) return undefined;
  const { handleid: key, nodeid: node, port, handlepos } = element.dataset;
  if (key === undefined || node === undefined || port === undefined) return undefined;
  return { node, port, key, side: handlepos === 'left' ? 'input' : 'output' };
}

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

function editing({ document: store, view }: Workbench, parts: CanvasParts) {
  const selection = () => view.getState().selection;
  /** Selects the last nodes of the graph, which are the new ones. */
  const selectNew = (before: number) =>
    view.getState().select({
      nodes: store
        .getState()
        .graph.nodes.slice(before)
        .map(({ id }) => id),
    });
  return {
    selectNew,
    add: (typeId: string, position: Position) => {
      const before = store.getState().graph.nodes.length;
      store.getState().edit((graph) => addNode(graph, { type: typeId, position }));
      selectNew(before);
    },
    remove: () => {
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
      const selected = selectedOnly({ view });
      const kind = faceKind(nodeType(store.getState().graph.nodes.find(({ id }) => id === selected)?.type ?? ''));
      if (kind === 'card') parts.ui.setState({ renaming: selected });
    },
  };
}

/** A place near the wanted one where no node starts. */
function freePlace(taken: Iterable<Position>, wanted: Position): Position {
  const places = [...taken];
  let place = wanted;
  const isTaken = () => places.some(({ x, y }) => Math.abs(x - place.x) < ASIDE && Math.abs(y - place.y) < ASIDE);
  while (isTaken()) place = { x: place.x + ASIDE, y: place.y + ASIDE };
  return place;
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
        const taken = absolutePositions(workbench.document.getState().graph, parts.flow.getState().faces).values();
        add(typeId, freePlace(taken, placeAt(left + width / 2, top + height / 2)));
      },
      // Whatever lies over it, such as the words of a first visit, is in nobody's way.
      accepts: (x, y) => {
        const { left = 0, top = 0, right = 0, bottom = 0 } = box() ?? {};
        return x >= left && x < right && y >= top && y < bottom;
      },
      fit: () => void rf.fitView({ ...FIT, ...motion() }),
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
