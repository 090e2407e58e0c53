// The edit that a dropped wire makes: between two ports, through the walls between them, or to a port that it makes. Pure.

import { NEW_PORT } from '../../drawing/containerFace';
import type { PortEnd } from '../../drawing/ports';
import { checkGraph } from '../../execution/check';
import type { CheckOptions } from '../../execution/checkRun';
import { connectThroughWall, connectToWall, type LooseEnd } from '../../graph/editContainers';
import { setWallPortKind } from '../../graph/editWalls';
import { connect, disconnect, reconnect } from '../../graph/editWires';
import type { Graph } from '../../graph/graph';
import type { Ends } from '../../graph/links';
import { wallOf } from '../../graph/ports';
import { containerOf, type WallSide, wallAt } from '../../graph/walls';
import { nodeType } from '../../nodes/registry';

/** Output first, whichever end was taken. */
export const endsOf = (a: PortEnd, b: PortEnd): Ends => {
  const [from, to] = a.side === 'output' ? [a, b] : [b, a];
  return { source: from.node, sourcePort: from.port, target: to.node, targetPort: to.port };
};

export interface WallPlace {
  readonly container: string;
  readonly side: WallSide;
}

/** The wall that a port stands on, seen from outside or inside; undefined for a port of any other node. */
export function wallPlace(graph: Graph, { node, side }: Pick<PortEnd, 'node' | 'side'>): WallPlace | undefined {
  const own = graph.nodes.find(({ id }) => id === node);
  const inner = wallAt(graph, own);
  if (inner) return inner;
  if (!own || !nodeType(own.type)?.container) return undefined;
  return { container: node, side: side === 'input' ? 'inputs' : 'outputs' };
}

/** `loose`: the wire whose end was in hand. The edit throws GraphError where no way leads. */
export function wireEdit(
  from: PortEnd,
  to: PortEnd,
  loose: string | undefined,
  options: CheckOptions,
): (graph: Graph) => Graph {
  const [fresh, end] = to.port === NEW_PORT ? [to, from] : [from, to];
  if (fresh.port === NEW_PORT) {
    return (graph) => madePort(loose === undefined ? graph : disconnect(graph, [loose]), fresh, end, options);
  }
  const ends = endsOf(from, to);
  return (graph) => {
    const parent = (id: string) => graph.nodes.find((node) => node.id === id)?.parent;
    if (parent(ends.source) !== parent(ends.target)) {
      return connectThroughWall(loose === undefined ? graph : disconnect(graph, [loose]), ends);
    }
    return loose === undefined ? connect(graph, ends) : reconnect(graph, loose, ends);
  };
}

/** A new port of the first kind that what is wired to it can be. */
function madePort(graph: Graph, fresh: PortEnd, end: PortEnd, options: CheckOptions): Graph {
  const place = wallPlace(graph, fresh);
  if (!place) return graph;
  const loose: LooseEnd =
    end.side === 'output' ? { source: end.node, sourcePort: end.port } : { target: end.node, targetPort: end.port };
  const made = connectToWall(graph, loose, place.container, place.side);
  const port = wallOf(place.container, made.nodes)[place.side].at(-1);
  if (!port || place.side === 'outputs') return made;
  const clashes = (trial: Graph): boolean =>
    checkGraph(trial, options).problems.some(({ node, code }) => node === place.container && code === 'shape');
  if (!clashes(made) || clashes(graph)) return made;
  for (const kind of containerOf(graph, place.container).kinds.inputs.slice(1)) {
    const trial = setWallPortKind(made, place.container, place.side, port.name, kind);
    if (!clashes(trial)) return trial;
  }
  return made;
}
