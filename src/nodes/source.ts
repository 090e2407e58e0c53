// What nodes without inputs bring into a graph: sizes with words, and constants. Types only.
import type { Dim } from '../tensor/dim';
import type { DType } from '../tensor/tensor';

/** A size that a node brings into the graph, with the words along that axis. */
export interface SymbolSpec {
  readonly size: number;
  readonly labels?: readonly string[];
  /** Nodes that give the same key mean the same symbol: a named vocabulary. */
  readonly key?: string;
}

/** Data that a node brings: computed from its params on the host, fed to its Program as an input. */
export interface ConstantSpec {
  /** Numbers, or names of the node's own symbols. */
  readonly dims: readonly Dim[];
  readonly data: Float32Array;
  readonly dtype: DType;
  readonly below?: Dim;
}

export interface Source<S extends string> {
  readonly symbols: Readonly<Partial<Record<S, SymbolSpec>>>;
  readonly constants: Readonly<Record<string, ConstantSpec>>;
}

/** What a source may read of the graph beside its own params. */
export interface SourceContext {
  vocabulary(name: string): readonly string[] | undefined;
}
