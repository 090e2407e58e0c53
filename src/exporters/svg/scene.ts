// What a picture of a graph is drawn from: the graph as it was checked, where everything stands, and the values to show.

import type { Face } from '../../drawing/face';
import { absolutePositions, facesOf } from '../../drawing/faces';
import { portTensor } from '../../drawing/portTensor';
import type { Point } from '../../drawing/route';
import type { ShownTheme } from '../../drawing/scale';
import { around } from '../../drawing/scopes';
import type { Steps, Values } from '../../drawing/steps';
import type { ValueTensor } from '../../drawing/valueTensor';
import type { Checked, CheckedNode } from '../../execution/checked';

export interface Look {
  readonly theme: ShownTheme;
  /** By `<node>.<port>`; nodes without one are drawn empty. */
  readonly values?: Values;
  /** The chosen step of each loop; the last one where it is absent. */
  readonly steps?: Steps;
  /** Ids of the nodes to draw, with what lies in them; all without it. */
  readonly selection?: readonly string[];
}

export interface Drawn {
  readonly face: Face;
  readonly node: CheckedNode;
  readonly place: Point;
  /** Of its first output; undefined where it did not run. */
  readonly tensor: ValueTensor | undefined;
}

export interface Scene {
  readonly checked: Checked;
  readonly theme: ShownTheme;
  readonly values: Values;
  readonly steps: Steps;
  /** Every face, also of what is not drawn: wires keep their ways. */
  readonly faces: ReadonlyMap<string, Face>;
  readonly drawn: ReadonlyMap<string, Drawn>;
}

export function sceneOf(checked: Checked, { theme, values = {}, steps = {}, selection }: Look): Scene {
  const faces = facesOf(checked);
  const places = absolutePositions(checked.graph, faces);
  const drawn = new Map<string, Drawn>();
  for (const { id } of checked.graph.nodes) {
    const [face, place, node] = [faces.get(id), places.get(id), checked.nodes.get(id)];
    if (!face || !place || !node || !isChosen(checked, id, selection)) continue;
    const [port] = Object.keys(node.ports.outputs);
    const tensor = port === undefined ? undefined : portTensor(checked, values, `${id}.${port}`, steps);
    drawn.set(id, { face, node, place, tensor });
  }
  return { checked, theme, values, steps, faces, drawn };
}

/** A container is drawn with what lies in it. */
function isChosen({ graph }: Checked, id: string, selection: readonly string[] | undefined): boolean {
  if (!selection) return true;
  return selection.includes(id) || around(graph, id).some((container) => selection.includes(container.id));
}
