// Which nodes an edit cannot have changed: their earlier check holds, and need not be made again. Knows no node type.
import type { Graph, WeightEntry } from '../graph/graph';
import type { Mode, Source } from '../nodes/node';
import type { Sizes } from '../tensor/dim';
import type { Checked, CheckedNode } from './checked';
import type { Sourced } from './sources';
import { sourcesOf } from './sourcesOf';
import { textOf } from './traces';

export interface Present {
  readonly graph: Graph;
  readonly mode: Mode;
  readonly sizes: Sizes;
  readonly sourced: ReadonlyMap<string, Sourced>;
  /** What was checked so far. */
  readonly done: ReadonlyMap<string, CheckedNode>;
}

/** The earlier check of a node where it still holds. */
export type Untouched = (id: string) => CheckedNode | undefined;

const none: Untouched = () => undefined;

/** Same wires everywhere and same sizes: then only a node itself, its weights and what feeds it can make a difference. */
export function untouchedSince(before: Checked | undefined, now: Present): Untouched {
  if (!before || before.graph.edges !== now.graph.edges) return none;
  if (textOf(before.sizes) !== textOf(now.sizes) || textOf(before.mode) !== textOf(now.mode)) return none;
  const reshaped = reshapedWeights(before.graph.weights ?? {}, now.graph.weights ?? {});
  const present = new Map(now.graph.nodes.map((node) => [node.id, node]));
  return (id) => {
    const known = before.nodes.get(id);
    if (known?.status !== 'ready' || known.node !== present.get(id) || reshaped.has(id)) return undefined;
    // What lies in a container, and the container itself, answer for one another.
    if (known.node.parent !== undefined || known.type?.container) return undefined;
    const fed = sourcesOf(known).every((source) => now.done.get(source) === before.nodes.get(source));
    return fed && sameSource(known, now.sourced.get(id)) ? known : undefined;
  };
}

/** Whether nothing but numbers of the same shapes changed: then the whole check holds. */
export function sameButForNumbers(before: Checked, now: Pick<Checked, 'graph' | 'mode' | 'batch'>): boolean {
  const [a, b] = [before.graph, now.graph];
  if (a.nodes !== b.nodes || a.edges !== b.edges || a.vocabularies !== b.vocabularies) return false;
  if (before.batch !== now.batch || textOf(before.mode) !== textOf(now.mode)) return false;
  return reshapedWeights(a.weights ?? {}, b.weights ?? {}).size === 0;
}

/** Nodes whose weights are given in another way than before; other numbers of the same shape make no difference. */
function reshapedWeights(
  before: Readonly<Record<string, WeightEntry>>,
  now: Readonly<Record<string, WeightEntry>>,
): Set<string> {
  if (before === now) return new Set();
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  const changed = [...names].filter((name) => !alike(before[name], now[name]));
  return new Set(changed.map((name) => name.slice(0, name.indexOf('.'))));
}

const alike = (a: WeightEntry | undefined, b: WeightEntry | undefined): boolean =>
  a === b ||
  (a !== undefined && b !== undefined && 'shape' in a && 'shape' in b && String(a.shape) === String(b.shape));

function sameSource({ source, symbols }: CheckedNode, now: Sourced | undefined): boolean {
  if (!source) return now === undefined;
  if (!now?.source || JSON.stringify(symbols) !== JSON.stringify(now.symbols)) return false;
  return source.symbols === now.source.symbols && sameConstants(source.constants, now.source.constants);
}

/** A source that was not read anew brings the same arrays. */
function sameConstants(a: Source<string>['constants'], b: Source<string>['constants']): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => a[name]?.data === b[name]?.data && String(a[name]?.dims) === String(b[name]?.dims))
  );
}
