// Which ports a wire that is being drawn fits, and which of them the pointer means. Pure.

import { type Face, portPoint } from '../../drawing/face';
import { absolutePositions } from '../../drawing/faces';
import type { PortEnd, PortSlot } from '../../drawing/ports';
import type { Point } from '../../drawing/route';
import { checkGraph } from '../../execution/check';
import type { Checked } from '../../execution/checked';
import type { CheckOptions } from '../../execution/checkRun';
import type { Fit } from '../../execution/fit';
import { disconnect } from '../../graph/editWires';
import { judgeEnds } from './judge';

export const portId = ({ node, key }: Pick<PortEnd, 'node' | 'key'>): string => `${node} ${key}`;

export interface Candidate {
  readonly end: PortEnd;
  readonly slot: PortSlot;
  readonly fit: Fit;
  /** Centre of its circle, canvas px. */
  readonly at: Point;
}

/** Every port at the other side, by `portId`, in the order of the canvas: from left to right, then down. `loose`: a wire that is being re-plugged. */
export function candidatesFor(
  from: PortEnd,
  checked: Checked,
  options: CheckOptions,
  faces: ReadonlyMap<string, Face>,
  loose?: string,
): Map<string, Candidate> {
  const judged = loose === undefined ? checked : checkGraph(disconnect(checked.graph, [loose]), options);
  const positions = absolutePositions(checked.graph, faces);
  const all: Candidate[] = [];
  for (const face of faces.values()) {
    const at = positions.get(face.id);
    if (!at) continue;
    for (const slot of face.slots) {
      if (slot.side === from.side || !mayEnd(face, slot)) continue;
      const end: PortEnd = { node: face.id, side: slot.side, port: slot.port, key: slot.key };
      const fit = judgeEnds(judged, options, from, end);
      const { x, y } = portPoint(face, slot);
      if (fit) all.push({ end, slot, fit, at: { x: at.x + x, y: at.y + y } });
    }
  }
  all.sort((a, b) => a.at.x - b.at.x || a.at.y - b.at.y);
  return new Map(all.map((candidate) => [portId(candidate.end), candidate]));
}

/** Where an input grows, a new wire goes to its free slot. */
const mayEnd = (face: Face, slot: PortSlot): boolean =>
  slot.side === 'output' ||
  !slot.wired ||
  !face.slots.some((other) => other.port === slot.port && !other.wired && other.side === 'input');

export const fitting = (candidates: ReadonlyMap<string, Candidate>): Candidate[] =>
  [...candidates.values()].filter(({ fit }) => fit.fits);

/** The port that a pointer means: the nearest within reach, or the best one of the nodes under it. */
export function meant(
  pointer: Point,
  candidates: ReadonlyMap<string, Candidate>,
  nodesUnder: readonly string[],
  reach: number,
): Candidate | undefined {
  let nearest: Candidate | undefined;
  let least = reach;
  for (const candidate of candidates.values()) {
    const away = Math.hypot(candidate.at.x - pointer.x, candidate.at.y - pointer.y);
    if (away < least) [nearest, least] = [candidate, away];
  }
  if (nearest) return nearest;
  const own = [...candidates.values()].filter(({ end }) => nodesUnder.includes(end.node));
  const rank = ({ fit, slot }: Candidate) => (fit.fits ? 0 : 2) + (slot.wired ? 1 : 0);
  return own.sort((a, b) => rank(a) - rank(b))[0];
}
