// What a container is: a node whose inside is other nodes. Types and the ports of its wall; knows no graph.
import type { Value } from '../ops/value';
import type { Vocabulary } from '../ops/vocabulary';
import type { Type } from '../tensor/tensor';
import type { BoundaryPort } from './params';
import type { AnyParams, Mode, Ports } from './ports';

export interface Wall {
  readonly inputs: readonly BoundaryPort[];
  readonly outputs: readonly BoundaryPort[];
}

/** What the inside of a container gives when it is recorded once. */
export interface Inside {
  /** By port of the wall. */
  readonly outputs: Readonly<Record<string, Value>>;
  /** Every output inside, as `<node>.<port>`: what people look at. */
  readonly nodes: Readonly<Record<string, Value>>;
}

export interface ContainerOwn {
  readonly wall: Wall;
  /** Values at the ports of the wall that are wired. */
  readonly inputs: Readonly<Record<string, Value>>;
  readonly params: AnyParams;
  readonly mode: Mode;
  /** Weights and constants of the nodes inside, a list for every copy. */
  readonly feeds: readonly (readonly Value[])[];
  /** What to add at outputs inside, by `<node>.<port>` and of the type that `Inside.nodes` gives for them. */
  readonly probes: Probes;
  /** Whether two dims are the same size. */
  same(a: Type['dims'][number], b: Type['dims'][number]): boolean;
  /** Records the inside of one copy into `t`, given its inputs by port. */
  inside(t: Vocabulary, given: Readonly<Record<string, Value>>, copy: Copy): Inside;
}

/** What is a copy's own. */
export interface Copy {
  /** 0 for the first, or the only one. */
  readonly index: number;
  readonly feeds: readonly Value[];
  readonly probes: Probes;
}

/** Zeros that are added to outputs: the gradient of a probe is the gradient of the value that it was added to. */
export type Probes = Readonly<Record<string, Value>>;

export interface Container {
  readonly kinds: { readonly inputs: readonly [string, ...string[]]; readonly outputs: readonly [string, ...string[]] };
  /** Ports of the container itself, beside those of the wall. */
  readonly fixed: Ports;
  /** Whether an input of the wall may stay free. */
  optional(port: BoundaryPort): boolean;
  /** The types that the inside sees, by port, from those of what is wired. Throws NodeError. */
  insideTypes(wall: Wall, outside: Readonly<Record<string, Type>>, params: AnyParams): Record<string, Type>;
  /** Sets of weights. */
  copies(params: AnyParams): number;
  /** Whether what is inside is stacked on a new first axis, one entry per step or copy. */
  stacks(params: AnyParams): boolean;
  /** Outputs by port of the wall, and what is inside, stacked where the inside runs several times. Throws NodeError. */
  build(t: Vocabulary, own: ContainerOwn): Inside;
}

/** The type that the inside sees of one port, by itself. Throws NodeError. */
export const insideType = (container: Container, port: BoundaryPort, outside: Type, params: AnyParams): Type =>
  container.insideTypes({ inputs: [port], outputs: [] }, { [port.name]: outside }, params)[port.name] ?? outside;

/** Ports as the canvas shows them: any shape, since the inside decides. */
export const portsOf = (
  ports: readonly BoundaryPort[],
  optional: (port: BoundaryPort) => boolean = () => false,
): Ports =>
  Object.fromEntries(
    ports.map((port) => [
      port.name,
      { shape: '*', doc: port.kind, ...(optional(port) ? { optional: true as const } : {}) },
    ]),
  );
