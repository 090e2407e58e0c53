// What source nodes bring into a graph: sizes, words and constants, read before anything is traced.
import type { Graph, GraphNode } from '../graph/graph';
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

/** What a node brings, while neither it nor the vocabularies nor the number of examples change. */
interface Read {
  readonly vocabularies: Graph['vocabularies'];
  readonly type: NodeType;
  readonly batch: number | undefined;
  readonly source: Source<string>;
}

const known = new WeakMap<GraphNode, Read>();

/** Reading a long text takes longer than checking what follows from it: remembered by identity, as nodes are immutable. */
function read({ vocabularies }: Graph, node: GraphNode, type: NodeType, batch: number | undefined): Source<string> {
  const before = known.get(node);
  if (before && before.vocabularies === vocabularies && before.type === type && before.batch === batch) {
    return before.source;
  }
  const context = {
    vocabulary: (name: string) => (Object.hasOwn(vocabularies ?? {}, name) ? vocabularies?.[name] : undefined),
  };
  const params = withDefaults(type, node.params ?? {}, node.id);
  // A source reads its params before any trace could check them.
  checkParams(type, params);
  const source =
    batch !== undefined && type.dataset
      ? batchSource(type.dataset(params as never, context), batch)
      : (type.source as NonNullable<NodeType['source']>)(params as never, context);
  known.set(node, { vocabularies, type, batch, source });
  return source;
}

/** Sources say their sizes first: every trace may need any of them. With a `batch`, datasets bring so many examples at once. */
export function readSources(
  graph: Graph,
  symbols: Symbols,
  nodeType: (id: string) => NodeType | undefined,
  batch?: number,
): Map<string, Sourced> {
  const sourced = new Map<string, Sourced>();
  for (const node of graph.nodes) {
    const type = nodeType(node.type);
    if (!type?.source) continue;
    try {
      const source = read(graph, node, type, batch);
      const names = symbols.add(source.symbols);
      sourced.set(node.id, { source: renameSource(source, names), symbols: names });
    } catch (error) {
      sourced.set(node.id, { error });
    }
  }
  return sourced;
}
