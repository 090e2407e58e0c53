// A picture of a graph as SVG, from graph, layout and values: no page is needed, and the graph itself lies in it.

import { depthsOf } from '../drawing/scopes';
import type { Checked } from '../execution/checked';
import { serializeGraph } from '../graph/serialize';
import type { Exported } from './exported';
import { card } from './svg/card';
import { frame, framePorts, wall } from './svg/container';
import { box, prose } from './svg/notes';
import { type Drawn, type Look, type Scene, sceneOf } from './svg/scene';
import { sheet } from './svg/sheet';
import { type DrawnWires, wires } from './svg/wires';
import type { Xml } from './svg/xml';

export interface SvgOptions extends Look {
  /** Of the file, without its ending. */
  readonly name: string;
}

/** A file `<name>.svg`. Throws RangeError when there is nothing to draw. */
export function exportSvg(checked: Checked, { name, ...look }: SvgOptions): Exported {
  const text = svgText(checked, look);
  return { files: [{ name: `${name}.svg`, bytes: new TextEncoder().encode(text) }], losses: lossesOf(checked, look) };
}

/** One SVG element that stands for itself. Throws RangeError when there is nothing to draw. */
export function svgText(checked: Checked, look: Look): Xml {
  const scene = sceneOf(checked, look);
  if (scene.drawn.size === 0) throw new RangeError('there is nothing to draw: add a node first');
  const lines = wires(scene);
  return sheet({
    theme: look.theme,
    title: checked.graph.title ?? 'Graph',
    json: serializeGraph(checked.graph),
    box: extentOf(scene, lines),
    parts: layers(scene, lines),
  });
}

/** From the back to the front: boxes, frames from the outside in, wires, walls, words, nodes. */
function layers(scene: Scene, { xml }: DrawnWires): Xml[] {
  const depths = depthsOf(scene.checked.graph);
  const all = [...scene.drawn.values()].sort((a, b) => (depths.get(a.face.id) ?? 0) - (depths.get(b.face.id) ?? 0));
  const of = (kind: Drawn['face']['kind'], draw: (scene: Scene, drawn: Drawn) => Xml): Xml[] =>
    all.filter(({ face }) => face.kind === kind).map((drawn) => draw(scene, drawn));
  return [
    ...of('box', box),
    ...of('container', frame),
    ...xml,
    ...of('wall', wall),
    ...of('container', framePorts),
    ...of('prose', prose),
    ...of('card', card),
  ];
}

function extentOf({ drawn }: Scene, { points }: DrawnWires) {
  const corners = [...drawn.values()].flatMap(({ place: { x, y }, face }) => [
    { x, y },
    { x: x + face.width, y: y + face.height },
  ]);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of [...corners, ...points]) {
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x), Math.max(bottom, y)];
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Nodes that could show a value and have none here. */
function lossesOf(checked: Checked, look: Look): string[] {
  const { drawn } = sceneOf(checked, look);
  const empty = [...drawn.values()].filter(
    ({ face, node, tensor }) => face.kind === 'card' && !tensor && Object.keys(node.outputs).length > 0,
  );
  if (empty.length === 0) return [];
  const names = empty.slice(0, 3).map(({ face }) => `"${face.title}"`);
  const more = empty.length > 3 ? ` and ${empty.length - 3} more` : '';
  return [`No values are drawn on ${names.join(', ')}${more}: none were read there.`];
}
