// The ports of a node as they stand on its card or wall: in which row, with what name and shape, wired or free. Pure.
import type { CheckedNode } from '../execution/checked';
import { showType } from '../execution/problem';
import type { Graph } from '../graph/graph';
import type { Port } from '../nodes/node';
import { type Sizes, sizeOf } from '../tensor/dim';
import { showDims, type Type } from '../tensor/tensor';

export type Side = 'input' | 'output';

export interface PortSlot {
  /** Unique on its node: `in.query`, `in.inputs.1`, `out.scores`. */
  readonly key: string;
  readonly side: Side;
  readonly port: string;
  /** Counted from the top of its side. */
  readonly row: number;
  readonly name: string;
  /** `6 × 3`, or the dims that it takes. */
  readonly shape: string;
  /** `T × d = 6 × 3`. */
  readonly fullShape: string;
  readonly wired: boolean;
  readonly optional: boolean;
  /** Of a wall's port: how it is fed. */
  readonly kind?: string;
  /** A place on a wall where a wire makes a new port. */
  readonly fresh?: true;
}

/** A slot before it has its row. */
export type FreeSlot = Omit<PortSlot, 'row'>;

/** `T × d` of a declared shape: what a port takes as long as nothing is known. */
function declaredShape({ shape }: Port): string {
  if (shape === '*') return 'any';
  return showDims(shape.split(' ').filter((dim) => dim !== '' && dim !== '...'));
}

const concreteShape = ({ dims }: Type, sizes: Sizes): string => showDims(dims.map((dim) => sizeOf(dim, sizes) ?? dim));

interface Shapes {
  readonly shape: string;
  readonly fullShape: string;
}

function shapesOf(type: Type | undefined, declared: Port | undefined, sizes: Sizes): Shapes {
  if (type) return { shape: concreteShape(type, sizes), fullShape: showType(type.dims, sizes) };
  const shape = declared ? declaredShape(declared) : '';
  return { shape, fullShape: shape };
}

/** The key of the slot that a wire into a node ends at. */
export const inputKey = (port: string, index: number, grows: boolean): string =>
  grows ? `in.${port}.${index}` : `in.${port}`;

export const outputKey = (port: string): string => `out.${port}`;

export function inputSlots(node: CheckedNode, sizes: Sizes): FreeSlot[] {
  const declared: [string, Port | undefined][] = node.type
    ? Object.entries(node.ports.inputs)
    : Object.keys(node.wires).map((port) => [port, undefined]);
  return declared.flatMap(([port, spec]) => {
    const wires = node.wires[port]?.length ?? 0;
    const types = node.inputs[port] ?? [];
    const grows = spec?.variadic === true;
    return Array.from({ length: grows ? wires + 1 : 1 }, (_, index) => ({
      key: inputKey(port, index, grows),
      side: 'input' as const,
      port,
      name: grows && wires > 0 ? `${port} ${index + 1}` : port,
      ...shapesOf(types.length === wires ? types[index] : undefined, spec, sizes),
      wired: index < wires,
      optional: spec?.optional === true || (grows && wires > 0 && index === wires),
    }));
  });
}

export function outputSlots(node: CheckedNode, sizes: Sizes, wiredOutputs: ReadonlySet<string>): FreeSlot[] {
  const prefix = `${node.id}.`;
  const declared: [string, Port | undefined][] = node.type
    ? Object.entries(node.ports.outputs)
    : [...wiredOutputs].flatMap((name) => (name.startsWith(prefix) ? [[name.slice(prefix.length), undefined]] : []));
  return declared.map(([port, spec]) => ({
    key: outputKey(port),
    side: 'output',
    port,
    name: port,
    ...shapesOf(node.outputs[port], spec, sizes),
    wired: wiredOutputs.has(prefix + port),
    optional: false,
  }));
}

const rowed = (slots: readonly FreeSlot[]): PortSlot[] => slots.map((slot, row) => ({ ...slot, row }));

/** Inputs from the top, then outputs from the top. A type that no release knows has the ports that are wired. */
export const slotsOf = (node: CheckedNode, sizes: Sizes, wiredOutputs: ReadonlySet<string>): PortSlot[] => [
  ...rowed(inputSlots(node, sizes)),
  ...rowed(outputSlots(node, sizes, wiredOutputs)),
];

/** `<node>.<port>` of every output that something is wired to. */
export const wiredOutputsOf = ({ edges }: Graph): Set<string> =>
  new Set(edges.map(({ source, sourcePort }) => `${source}.${sourcePort}`));

/** Node and port of `<node>.<port>`: ids hold no dot. */
export function splitPort(name: string): readonly [node: string, port: string] {
  const dot = name.indexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
}

/** One port of one node on the canvas. */
export interface PortEnd {
  readonly node: string;
  readonly side: Side;
  readonly port: string;
  /** Its slot: an input that grows has several. */
  readonly key: string;
}
