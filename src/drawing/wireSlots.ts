// Between which slots a wire runs, and the shape that stands on it. Pure.
import type { Checked } from '../execution/checked';
import type { Edge } from '../graph/graph';
import { takesOneWire } from '../graph/links';
import { sizeOf } from '../tensor/dim';
import { showDims } from '../tensor/tensor';
import { inputKey, outputKey } from './ports';

/** A wire between two slots, each the key of one at its node; as React Flow names them. */
export interface WireSlots {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly sourceHandle?: string | null;
  readonly targetHandle?: string | null;
}

/** Slots of an edge: at an input that grows, the one of this wire. */
export function wireSlots({ id, source, sourcePort, target, targetPort }: Edge, checked: Checked): WireSlots {
  return {
    id,
    source,
    sourceHandle: outputKey(sourcePort),
    target,
    targetHandle: targetKey({ id, source, sourcePort, target, targetPort }, checked),
  };
}

function targetKey({ id, target: node, targetPort }: Edge, checked: Checked): string {
  const target = checked.nodes.get(node);
  const grows = target?.type !== undefined && !takesOneWire(target.node, targetPort);
  const index = target?.wires[targetPort]?.findIndex((wire) => wire.id === id) ?? 0;
  return inputKey(targetPort, index, grows);
}

/** `T × d` and `6 × 3` of what an edge carries; empty while unknown. */
export function wireShape({ source, sourcePort }: Edge, checked: Checked): { symbolic: string; concrete: string } {
  const dims = checked.nodes.get(source)?.outputs[sourcePort]?.dims;
  if (!dims) return { symbolic: '', concrete: '' };
  return { symbolic: showDims(dims), concrete: showDims(dims.map((dim) => sizeOf(dim, checked.sizes) ?? dim)) };
}
