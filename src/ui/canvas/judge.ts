// Whether a wire may be drawn, as the canvas sees it. Pure.

import { NEW_PORT } from '../../drawing/containerFace';
import type { PortEnd } from '../../drawing/ports';
import { around } from '../../drawing/scopes';
import type { Checked, CheckedNode } from '../../execution/checked';
import type { CheckOptions } from '../../execution/checkRun';
import { circleProblem, type Fit, fit } from '../../execution/fit';
import { insideType } from '../../nodes/container';
import type { Type } from '../../tensor/tensor';

const FITS: Fit = { fits: true };

/** The containers around each end that the other does not lie in, the outermost last. */
function between({ graph, nodes }: Checked, from: string, to: string): readonly [CheckedNode[], CheckedNode[]] {
  const [out, into] = [from, to].map((id) => around(graph, id).flatMap((node) => nodes.get(node.id) ?? [])) as [
    CheckedNode[],
    CheckedNode[],
  ];
  return [out.filter((node) => !into.includes(node)), into.filter((node) => !out.includes(node))];
}

/** For two ends in any order, which may lie in different containers; undefined where no wire could lead. */
export function judgeEnds(checked: Checked, options: CheckOptions, a: PortEnd, b: PortEnd): Fit | undefined {
  const [from, to] = a.side === 'output' ? [a, b] : [b, a];
  const [leaves, enters] = between(checked, from.node, to.node);
  const crosses = leaves.length + enters.length > 0;
  const isNew = from.port === NEW_PORT || to.port === NEW_PORT;
  if (!crosses && !isNew) return fit(checked, options, from, to);
  if (!mayCross(checked, from, to, leaves, enters, crosses)) return undefined;
  const circle = circleProblem(checked, leaves.at(-1)?.id ?? from.node, enters.at(-1)?.id ?? to.node);
  if (circle) return { fits: false, problem: circle };
  // What a container makes of what leaves it shows when it is wired.
  if (isNew || leaves.length > 0) return FITS;
  const seen = seenFrom(checked, from, enters);
  return seen ? fit(seen, options, from, to) : FITS;
}

/** Walls take wires of their own side only, and a new port is made where the wire is. */
function mayCross(
  { nodes }: Checked,
  from: PortEnd,
  to: PortEnd,
  leaves: readonly CheckedNode[],
  enters: readonly CheckedNode[],
  crosses: boolean,
): boolean {
  if (!crosses) return from.port !== NEW_PORT || to.port !== NEW_PORT;
  const isWall = (id: string) => nodes.get(id)?.type?.boundary !== undefined;
  if (isWall(from.node) || isWall(to.node) || from.port === NEW_PORT || to.port === NEW_PORT) return false;
  const isAround = (list: readonly CheckedNode[], id: string) => list.some((node) => node.id === id);
  return !isAround(leaves, to.node) && !isAround(enters, from.node);
}

/** With the source's output as it is seen inside of the containers; undefined where one of them cannot take it. */
function seenFrom(checked: Checked, from: PortEnd, enters: readonly CheckedNode[]): Checked | undefined {
  const source = checked.nodes.get(from.node);
  const outside = source?.outputs[from.port];
  if (!source || !outside) return checked;
  let type: Type = outside;
  try {
    for (const { type: known, params } of [...enters].reverse()) {
      const container = known?.container;
      if (container) type = insideType(container, { name: from.port, kind: container.kinds.inputs[0] }, type, params);
    }
  } catch {
    return undefined;
  }
  const seen = { ...source, outputs: { ...source.outputs, [from.port]: type } };
  return { ...checked, nodes: new Map([...checked.nodes, [from.node, seen]]) };
}
