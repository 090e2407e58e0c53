// The one way into a graph from outside: bytes or text to a checked graph made of new objects, or one sentence about what is wrong.
import type { Edge, Graph, GraphNode } from './graph';
import { limits } from './limits';
import { checkLinks } from './links';
import { type Document, migrate } from './migrations';
import { readParams } from './params';
import { type FileProblem, GraphError } from './problem';
import { describe } from './readers';
import { scanJson } from './scan';
import { FORMAT, type GraphFile, graphFile, VERSION } from './schema';
import { readWeight } from './weights';

export type Parsed = { readonly graph: Graph } | { readonly problem: FileProblem };

/** A graph file's bytes. A byte order mark is passed over; anything but UTF-8 is refused. */
export function decodeGraph(bytes: Uint8Array): Parsed {
  return refusals(() => {
    checkBytes(bytes.length);
    return read(decode(bytes));
  });
}

/** A graph file's text. Never throws. */
export function parseGraph(text: string): Parsed {
  return refusals(() => {
    // A text has at least as many bytes as characters: no need to encode what is too long anyway.
    checkBytes(text.length > limits.fileBytes ? text.length : new TextEncoder().encode(text).length);
    return read(text.replace(/^\uFEFF/, ''));
  });
}

function refusals(reading: () => Graph): Parsed {
  try {
    return { graph: reading() };
  } catch (error) {
    if (error instanceof GraphError) return { problem: error.problem };
    throw error;
  }
}

function checkBytes(bytes: number): void {
  if (bytes <= limits.fileBytes) return;
  const [is, most] = [bytes, limits.fileBytes].map((n) => (n / 2 ** 20).toFixed(2));
  throw new GraphError(
    'too-large',
    '',
    `the file is larger than a graph may be: ${is} MiB, and ${most} MiB are the most`,
  );
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new GraphError('not-text', '', 'the file is not text in UTF-8: choose a graph that was exported as JSON');
  }
}

function read(text: string): Graph {
  scanJson(text);
  const document = ours(JSON.parse(text));
  const graph = build(graphFile.read(migrate(document)));
  checkLinks(graph);
  return graph;
}

/** Refuses what another program or a newer release wrote, before looking any closer. */
function ours(document: unknown): Document {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new GraphError('foreign-file', '', `the file is not a graph: it holds ${describe(document)}, not an object`);
  }
  const { format, version } = document as Document;
  if (format !== FORMAT) {
    const found = format === undefined ? 'is missing' : `is ${describe(format)}`;
    throw new GraphError(
      'foreign-file',
      'format',
      `must be "${FORMAT}", but ${found}: the file is from another program`,
    );
  }
  if (typeof version === 'number' && version > VERSION) {
    const message = `is ${version}, but this release reads files up to version ${VERSION}: open it with a newer release`;
    throw new GraphError('newer-version', 'version', message);
  }
  return document as Document;
}

const COLUMN = 220;

function build({ format: _format, version: _version, nodes, edges, weights, ...rest }: GraphFile): Graph {
  const read = Object.entries(weights ?? {}).map(
    ([name, entry]) => [name, readWeight(entry, ['weights', name])] as const,
  );
  return {
    ...rest,
    nodes: nodes.map(buildNode),
    edges: namedEdges(edges),
    ...(weights ? { weights: Object.fromEntries(read) } : {}),
  };
}

/** A node without a position stands in a row with its neighbours in the file. */
function buildNode({ id, type, label, position, params, ...rest }: GraphFile['nodes'][number], i: number): GraphNode {
  return {
    id,
    type,
    ...(label === undefined ? {} : { label }),
    position: position ?? { x: COLUMN * i, y: 0 },
    ...(params ? { params: readParams(type, params, ['nodes', i, 'params']) } : {}),
    ...rest,
  };
}

/** Edges written by hand may lack an id. */
function namedEdges(edges: GraphFile['edges']): Edge[] {
  const taken = new Set(edges.map(({ id }) => id));
  let next = 1;
  return edges.map(({ id, ...ends }) => {
    if (id !== undefined) return { id, ...ends };
    while (taken.has(`e${next}`)) next++;
    return { id: `e${next++}`, ...ends };
  });
}
