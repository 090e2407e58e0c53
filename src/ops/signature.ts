// What a Program takes and gives, without its steps: as much of one as an op may know. Types only.
import type { Type } from '../tensor/tensor';

/** Where steps came from: a node, a block copy, a step of a repeat. Site 0 is the root. */
export interface Site {
  readonly parent: number;
  readonly label: string;
  /** Id of the node inside a container that they came from. */
  readonly node?: string;
}

export interface ProgramInput {
  readonly name: string;
  readonly value: number;
}

export interface Signature {
  /** The type of every value, by id. */
  readonly types: readonly Type[];
  readonly inputs: readonly ProgramInput[];
  readonly outputs: Readonly<Record<string, number>>;
  readonly sites: readonly Site[];
}
