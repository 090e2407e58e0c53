// What the near wall of a container hands in at a step: the engine keeps no copy of it, since all of it is elsewhere. Pure.

import type { Checked, CheckedNode } from '../execution/checked';
import { wallOf } from '../graph/ports';
import { insideType } from '../nodes/container';
import { count } from '../tensor/tensor';
import type { ShownValue, Steps, Values } from './steps';
import { stepsOf } from './stepValue';

/** A value elsewhere, at the given steps. */
export type Read = (name: string, steps: Steps) => ShownValue | undefined;

/**
 * A slice of a sequence, a constant as it is, a state as the step before left it. Undefined where that cannot be told
 * from what is on the page.
 */
export function enteringValue(
  checked: Checked,
  values: Values,
  near: CheckedNode,
  port: string,
  steps: Steps,
  read: Read,
): ShownValue | undefined {
  const container = checked.nodes.get(near.node.parent ?? '');
  const edge = container?.wires[port]?.[0];
  if (!container?.type?.container || !edge) return undefined;
  const outside = read(`${edge.source}.${edge.sourcePort}`, steps);
  const last = (stepsOf(checked, values, container.id) ?? 1) - 1;
  const step = Math.max(0, Math.min(last, steps[container.id] ?? last));
  const before = container.params.direction === 'backward' ? step + 1 : step - 1;
  const carried = carrier(checked, container, port);
  if (carried && container.wires.valid?.length) return undefined;
  if (carried && before >= 0 && before <= last) return read(carried, { ...steps, [container.id]: before });
  const axis = walkedAxis(checked, container, port);
  return outside && axis >= 0 ? sliceAt(outside, axis, carried ? 0 : step) : outside;
}

/** What the step (or copy) before hands on to this port: an output inside, as `<node>.<port>`. */
function carrier(checked: Checked, { id, params, type }: CheckedNode, port: string): string | undefined {
  const { inputs, outputs } = wallOf(id, checked.graph.nodes);
  const kind = inputs.find(({ name }) => name === port)?.kind;
  const isCopied = (type?.container?.copies(params) ?? 1) > 1;
  const isFedBack = kind === 'feedback' && params.feedback !== 'target';
  if (kind !== 'state' && !isFedBack && !isCopied) return undefined;
  const far = [...checked.nodes.values()].find((node) => node.node.parent === id && node.type?.boundary === 'outputs');
  const edge = outputs.some(({ name }) => name === port) ? far?.wires[port]?.[0] : undefined;
  return edge && `${edge.source}.${edge.sourcePort}`;
}

/** The axis of which the inside sees one entry a step; -1 where it sees all. */
function walkedAxis(checked: Checked, { id, params, type, inputs }: CheckedNode, port: string): number {
  const listed = wallOf(id, checked.graph.nodes).inputs.find(({ name }) => name === port);
  const outside = inputs[port]?.[0];
  const inside = listed && outside && type?.container && insideType(type.container, listed, outside, params);
  return outside && inside ? outside.dims.findIndex((dim, axis) => dim !== inside.dims[axis]) : -1;
}

const slices = new WeakMap<ShownValue, Map<string, ShownValue>>();

/** One entry along an axis, which stays with size 1. The same entry gives the same object. */
export function sliceAt(value: ShownValue, axis: number, at: number): ShownValue {
  const known = slices.get(value) ?? new Map<string, ShownValue>();
  slices.set(value, known);
  const before = known.get(`${axis} ${at}`);
  if (before) return before;
  const size = value.shape[axis] as number;
  const inner = count(value.shape.slice(axis + 1));
  const shape = value.shape.map((n, i) => (i === axis ? 1 : n));
  const data = new Float32Array(count(shape));
  for (let outer = 0; outer * inner < data.length; outer++) {
    const from = (outer * size + Math.min(at, size - 1)) * inner;
    data.set(value.data.subarray(from, from + inner), outer * inner);
  }
  const slice = { shape, data, key: value.key };
  known.set(`${axis} ${at}`, slice);
  return slice;
}
