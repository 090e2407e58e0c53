// Which nodes an edit cannot have changed: their earlier check holds, and need not be made again. Knows no node type.
import { childrenOf } from '../graph/children';
import type { Graph, WeightEntry } from '../graph/graph';
import { ownerOf } from '../graph/weights';
import type { Mode, Source } from '../nodes/node';
import { isUnknown, type Sizes } from '../tensor/dim';
import type { Checked, CheckedNode } from './checked';
import type { Sourced } from './sources';
import { sourcesOf } from './sourcesOf';
import { textOf } from './traces';
import { weightProblem } from './weights';

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

/** Same wires everywhere and same sizes: then only a node, what lies in it, its weights and what feeds it can make a difference. */
export function untouchedSince(before: Checked | undefined, now: Present): Untouched {
  if (!before || before.graph.edges !== now.graph.edges) return none;
  if (textOf(before.sizes) !== textOf(now.sizes) || textOf(before.mode) !== textOf(now.mode)) return none;
  const present = new Map(now.graph.nodes.map((node) => [node.id, node]));
  const [inside, wasInside] = [childrenOf(now.graph), childrenOf(before.graph)];
  const sameWeights = weightsSince(before.graph, now.graph, now.sizes);
  /** Whatever feeds it. */
  const holds = (known: CheckedNode | undefined): boolean =>
    known?.status === 'ready' &&
    known.node === present.get(known.id) &&
    sameWeights(known) &&
    (known.type?.container ? sameInside(known.id) : sameSource(known, now.sourced.get(known.id)));
  const sameInside = (id: string): boolean => {
    const [is, was] = [inside.get(id) ?? [], wasInside.get(id) ?? []];
    return is.length === was.length && was.every((node, i) => node === is[i] && holds(before.nodes.get(node.id)));
  };
  return (id) => {
    const known = before.nodes.get(id);
    // What a wall gives is a matter of its container.
    if (!known || known.type?.boundary || !holds(known)) return undefined;
    return sourcesOf(known).every((source) => now.done.get(source) === before.nodes.get(source)) ? known : undefined;
  };
}

/** Whether nothing changed but numbers, and from where they come: then the whole check holds. */
export function sameButForNumbers(before: Checked, now: Pick<Checked, 'graph' | 'mode' | 'batch'>): boolean {
  const [a, b] = [before.graph, now.graph];
  if (a.nodes !== b.nodes || a.edges !== b.edges || a.vocabularies !== b.vocabularies) return false;
  if (before.batch !== now.batch || textOf(before.mode) !== textOf(now.mode)) return false;
  return [...before.nodes.values()].every(weightsSince(a, b, before.sizes));
}

/** Whether a node would be checked as before with the weights that it has now, drawn or given. */
function weightsSince(before: Graph, graph: Graph, sizes: Sizes): (known: CheckedNode) => boolean {
  const [was, is] = [before.weights ?? {}, graph.weights ?? {}];
  const names = was === is ? [] : [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const changed = names.filter((name) => was[name] !== is[name]);
  const owned = new Map<string, string[]>();
  for (const name of changed) owned.set(ownerOf(name), [...(owned.get(ownerOf(name)) ?? []), name]);
  return (known) => {
    const weights = known.traced?.weights ?? {};
    const own = known.type?.container ? changed.filter((name) => Object.hasOwn(weights, name)) : owned.get(known.id);
    if (!own || own.every((name) => alike(was[name], is[name]))) return true;
    // Where only given cells say a size, it matters that they are given.
    const open = Object.values(weights).some(({ spec }) => spec.dims.some(isUnknown));
    return known.status === 'ready' && !open && weightProblem(graph, known, sizes) === undefined;
  };
}

const alike = (a: WeightEntry | undefined, b: WeightEntry | undefined): boolean =>
  a !== undefined && b !== undefined && 'shape' in a && 'shape' in b && String(a.shape) === String(b.shape);

function sameSource({ source, symbols }: CheckedNode, now: Sourced | undefined): boolean {
  if (!source) return now === undefined;
  if (!now?.source || JSON.stringify(symbols) !== JSON.stringify(now.symbols)) return false;
  return source.symbols === now.source.symbols && sameConstants(source.constants, now.source.constants);
}

function sameConstants(a: Source<string>['constants'], b: Source<string>['constants']): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => sameCells(a[name]?.data, b[name]?.data) && String(a[name]?.dims) === String(b[name]?.dims))
  );
}

/** A source that was not read anew brings the same array. */
const sameCells = (a: Float32Array | undefined, b: Float32Array | undefined): boolean =>
  a === b || (a?.length === b?.length && a?.every((cell, i) => Object.is(cell, b?.[i])) === true);

/** Whether two checks of a node say the same; params, wires and node are shared between edits that leave them alone. */
export function unchanged(a: CheckedNode, b: CheckedNode): boolean {
  if (a.node !== b.node || a.status !== b.status || a.key !== b.key || a.traced !== b.traced) return false;
  if (a.source && !sameBrought(a.source, b.source)) return false;
  const rest = ({ ports, waitsFor, problem, wires, inputs, outputs, symbols }: CheckedNode) =>
    JSON.stringify([ports, waitsFor, problem, wires, inputs, outputs, symbols]);
  return rest(a) === rest(b);
}

/** A vocabulary may change without the node that names it, and without a word that the wall of a container shows. */
const sameBrought = (a: Source<string>, b: Source<string> | undefined): boolean =>
  b !== undefined && JSON.stringify(a.symbols) === JSON.stringify(b.symbols) && sameConstants(a.constants, b.constants);
