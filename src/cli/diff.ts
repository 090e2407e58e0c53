// `diff A B`: what one graph has and the other has not, one line each.
import type { Edge, Graph, GraphNode } from '../graph/graph';
import { showProblem } from '../graph/problem';
import { nodeType } from '../nodes/registry';
import { withDefaults } from '../nodes/trace';
import { readGraph } from './open';
import { RefusedError, type Terminal } from './terminal';

/** 0 when nothing differs, else 1. Throws RefusedError for a file that does not load. */
export function diffCommand(terminal: Terminal, [a, b]: readonly [string, string], json: boolean): number {
  const [before, after] = [a, b].map((path) => opened(terminal, path)) as [Graph, Graph];
  const lines = differences(before, after);
  if (json) terminal.print(JSON.stringify(lines));
  else for (const { sign, path, before: was, after: is } of lines) terminal.print(lineOf(sign, path, was, is));
  return lines.length === 0 ? 0 : 1;
}

function opened(terminal: Terminal, path: string): Graph {
  const result = readGraph(terminal, path);
  if ('problem' in result) throw new RefusedError(`${path}: ${showProblem(result.problem)}`);
  return result.graph;
}

export interface Difference {
  /** Only in the second, only in the first, or in both but not the same. */
  readonly sign: '+' | '-' | '~';
  /** `node query`, `node query params.features`, `wire a.out > b.x`, `weight query.weight`, `title`. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

function lineOf(sign: string, path: string, before: unknown, after: unknown): string {
  const short = (value: unknown): string => (value === undefined ? 'nothing' : cut(JSON.stringify(value)));
  return sign === '~' ? `~ ${path}: ${short(before)} → ${short(after)}` : `${sign} ${path}`;
}

const LONGEST = 60;
const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

/** With keys in one order, in which they mean the same. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v)]),
  );
}

/** In the order of the second graph, what is gone first. Params that are left out are their defaults. */
export function differences(before: Graph, after: Graph): Difference[] {
  return [
    ...compared('node', nodesOf(before), nodesOf(after), nodeDifferences),
    ...compared('wire', wiresOf(before), wiresOf(after)),
    ...compared('weight', mapOf(before.weights), mapOf(after.weights)),
    ...compared('vocabulary', mapOf(before.vocabularies), mapOf(after.vocabularies)),
    ...REST.flatMap((key) => changed(key, before[key], after[key])),
  ];
}

const REST = ['title', 'description', 'preset', 'training', 'lesson', 'weightsFile'] as const;

const mapOf = <T>(record: Readonly<Record<string, T>> = {}): Map<string, T> => new Map(Object.entries(record));
const nodesOf = ({ nodes }: Graph): Map<string, GraphNode> => new Map(nodes.map((node) => [node.id, node]));
const wireOf = ({ source, sourcePort, target, targetPort }: Edge): string =>
  `${source}.${sourcePort} > ${target}.${targetPort}`;
/** The same wire may lead to a port several times where it grows. */
function wiresOf({ edges }: Graph): Map<string, true> {
  const times = new Map<string, number>();
  return new Map(
    edges.map((edge) => {
      const wire = wireOf(edge);
      const n = (times.get(wire) ?? 0) + 1;
      times.set(wire, n);
      return [n === 1 ? wire : `${wire} (${n})`, true as const];
    }),
  );
}

const changed = (path: string, before: unknown, after: unknown): Difference[] =>
  same(before, after) ? [] : [{ sign: '~', path, before, after }];

function compared<T>(
  kind: string,
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  inside: (path: string, a: T, b: T) => Difference[] = changed,
): Difference[] {
  const gone = [...before.keys()].filter((name) => !after.has(name));
  const there = [...after].flatMap(([name, value]): Difference[] => {
    const was = before.get(name);
    return was === undefined ? [{ sign: '+', path: `${kind} ${name}` }] : inside(`${kind} ${name}`, was, value);
  });
  return [...gone.map((name): Difference => ({ sign: '-', path: `${kind} ${name}` })), ...there];
}

const FIELDS = ['type', 'label', 'position', 'parent', 'size', 'collapsed', 'mode'] as const;

function nodeDifferences(path: string, a: GraphNode, b: GraphNode): Difference[] {
  const [before, after] = [settings(a), settings(b)];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return [
    ...FIELDS.flatMap((field) => changed(`${path} ${field}`, a[field], b[field])),
    ...names.flatMap((name) => changed(`${path} params.${name}`, before[name], after[name])),
  ];
}

function settings({ id, type, params = {} }: GraphNode): Readonly<Record<string, unknown>> {
  const known = nodeType(type);
  return known ? withDefaults(known, params, id) : params;
}
