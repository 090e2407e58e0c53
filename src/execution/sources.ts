// What source nodes bring into a graph: sizes, words and constants, read before anything is traced.
import type { Graph } from '../graph/graph';
import { batchSource } from '../nodes/dataset';
import type { NodeType, Source } from '../nodes/node';
import { checkParams, withDefaults } from '../nodes/trace';
import type { Dim } from '../tensor/dim';
import { renameSource, type Symbols } from './symbols';

export interface Sourced {
  readonly source?: Source<string>;
  readonly symbols?: Readonly<Record<string, Dim>>;
  readonly error?: unknown;
}

/** Sources say their sizes first: every trace may need any of them. With a `batch`, datasets bring so many examples at once. */
export function readSources(
  graph: Graph,
  symbols: Symbols,
  nodeType: (id: string) => NodeType | undefined,
  batch?: number,
): Map<string, Sourced> {
  const context = {
    vocabulary: (name: string) =>
      Object.hasOwn(graph.vocabularies ?? {}, name) ? graph.vocabularies?.[name] : undefined,
  };
  const sourced = new Map<string, Sourced>();
  for (const node of graph.nodes) {
    const type = nodeType(node.type);
    if (!type?.source) continue;
    const params = withDefaults(type, node.params ?? {}, node.id);
    try {
      // A source reads its params before any trace could check them.
      checkParams(type, params);
      const source =
        batch !== undefined && type.dataset
          ? batchSource(type.dataset(params as never, context), batch)
          : type.source(params as never, context);
      const names = symbols.add(source.symbols);
      sourced.set(node.id, { source: renameSource(source, names), symbols: names });
    } catch (error) {
      sourced.set(node.id, { error });
    }
  }
  return sourced;
}
