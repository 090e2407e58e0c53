// What can be done with containers on the canvas, by keys, buttons and commands alike.

import { NEW_PORT } from '../../drawing/containerFace';
import { absolutePositions } from '../../drawing/faces';
import type { PortEnd } from '../../drawing/ports';
import type { Checked } from '../../execution/checked';
import { dissolve, groupInto, moveInto, moveOut } from '../../graph/editContainers';
import { addWallPort, removeWallPort } from '../../graph/editWalls';
import type { Graph } from '../../graph/graph';
import { wallOf } from '../../graph/ports';
import { wallAt, wallNode } from '../../graph/walls';
import type { Workbench } from '../workbench';
import { attempt } from './attempt';
import type { CanvasParts } from './canvasContext';
import { clearOfWalls } from './carry';
import { foldWithRoom } from './makeRoom';
import { type WallPlace, wallPlace } from './wireEdit';

type Edited = Pick<Workbench, 'document' | 'view'>;

/** A wall goes with its container only. */
export const removable = ({ nodes }: Checked, ids: readonly string[]): string[] =>
  ids.filter((id) => {
    const { type, node } = nodes.get(id) ?? {};
    return !type?.boundary || node?.parent === undefined || ids.includes(node.parent);
  });

/** The wall that a port stands on, if it is one that can be changed there. */
export function changeable(graph: Graph, end: PortEnd): WallPlace | undefined {
  const place = wallPlace(graph, end);
  const has = place && wallOf(place.container, graph.nodes)[place.side].some(({ name }) => name === end.port);
  return has ? place : undefined;
}

/** Whether the port was one of a wall, which is gone now. */
export function removePort({ document: store }: Edited, { ui }: CanvasParts, end: PortEnd): boolean {
  const place = changeable(store.getState().graph, end);
  if (!place) return end.port === NEW_PORT;
  const { container, side } = place;
  ui.setState({ portMenu: undefined, hovered: undefined });
  attempt(ui, 'Nothing was removed', () =>
    store.getState().edit((graph) => removeWallPort(graph, container, side, end.port)),
  );
  return true;
}

/** Whether the port was one of a wall, whose name can be edited now. */
export function renamePort({ document: store }: Edited, { ui }: CanvasParts, end: PortEnd): boolean {
  const { graph } = store.getState();
  const place = changeable(graph, end);
  const wall = place && wallNode(graph, place.container, place.side);
  if (!wall) return false;
  ui.setState({ portMenu: undefined, renamingPort: { node: wall.id, port: end.port } });
  return true;
}

/** The container beside the nodes whose middle is nearest. */
function nearest(checked: Checked, { flow }: CanvasParts, ids: readonly string[]): string | undefined {
  const { faces } = flow.getState();
  const places = absolutePositions(checked.graph, faces);
  const middle = (id: string) => {
    const [face, at] = [faces.get(id), places.get(id)];
    return { x: (at?.x ?? 0) + (face?.width ?? 0) / 2, y: (at?.y ?? 0) + (face?.height ?? 0) / 2 };
  };
  const [first] = ids;
  const from = middle(first ?? '');
  const parent = checked.nodes.get(first ?? '')?.node.parent;
  const away = (id: string) => Math.hypot(middle(id).x - from.x, middle(id).y - from.y);
  const beside = [...checked.nodes.values()].filter(
    ({ id, type, node }) => type?.container && node.parent === parent && !ids.includes(id),
  );
  return beside.map(({ id }) => id).sort((a, b) => away(a) - away(b))[0];
}

export function containerEdits({ document: store, view }: Edited, parts: CanvasParts) {
  const { ui, flow } = parts;
  const chosen = () => view.getState().selection.nodes;
  const isContainer = (id: string) => store.getState().checked.nodes.get(id)?.type?.container !== undefined;
  const change = (title: string, edit: (graph: Graph) => Graph) =>
    attempt(ui, title, () => store.getState().edit(edit));
  return {
    collapse: (id?: string) => {
      const ids = (id === undefined ? chosen() : [id]).filter(isContainer);
      const closed = ids.some((one) => store.getState().checked.nodes.get(one)?.node.collapsed);
      change('Nothing was changed', () => foldWithRoom(store.getState().checked, ids, !closed));
    },
    group: () => {
      const ids = chosen();
      if (ids.length === 0) return;
      const done = change('Nothing was grouped', (graph) => groupInto(graph, ids));
      const { nodes } = store.getState().graph;
      const block = done ? nodes.find(({ id }) => id === ids[0])?.parent : undefined;
      if (block !== undefined) view.getState().select({ nodes: [block] });
    },
    dissolve: () => {
      const ids = chosen().filter(isContainer);
      change('Nothing was dissolved', (graph) => ids.reduce(dissolve, graph));
    },
    moveIn: () => {
      const ids = chosen();
      const into = nearest(store.getState().checked, parts, ids);
      if (into === undefined) return;
      const { faces } = flow.getState();
      change('Nothing was moved', (graph) => clearOfWalls(moveInto(graph, ids, into), ids, faces));
    },
    moveOut: () => {
      const ids = chosen();
      change('Nothing was moved', (graph) => moveOut(graph, ids));
    },
    addPort: () => {
      const [id = ''] = chosen();
      const { graph } = store.getState();
      const node = graph.nodes.find((one) => one.id === id);
      const place = wallAt(graph, node) ?? (isContainer(id) ? { container: id, side: 'inputs' as const } : undefined);
      if (!place || !change('No port was added', (now) => addWallPort(now, place.container, place.side))) return;
      const { nodes } = store.getState().graph;
      const port = wallOf(place.container, nodes)[place.side].at(-1);
      const wall = wallNode(store.getState().graph, place.container, place.side);
      if (port && wall) ui.setState({ renamingPort: { node: wall.id, port: port.name } });
    },
  };
}
