// Which nodes run together: one whose value nobody looks at, and that is not worth keeping, runs inside of those that read it.
// Knows no node type.
import type { Traced } from '../nodes/trace';
import type { Program } from '../ops/program';
import { replay } from '../ops/replay';
import { Tracer } from '../ops/tracer';
import type { Value } from '../ops/value';
import { type Sizes, shapeOf } from '../tensor/dim';
import { count } from '../tensor/tensor';
import type { Checked, CheckedNode } from './checked';
import { costOf } from './cost';
import { runnableOf } from './runnable';
import { edgeAt } from './sourcesOf';

/** Nodes in running order; only what the last one gives is kept. */
export type Group = readonly CheckedNode[];

/** What feeds an input of a group's Program: which node of the group it belongs to, and that node's name for it. */
interface Feed {
  readonly at: number;
  readonly name: string;
}

export interface GroupProgram {
  readonly program: Program;
  readonly feeds: readonly Feed[];
}

/** Values up to this many cells are kept whether anybody looks or not: reading them again costs nothing. */
const SMALL = 65_536;
/** Operations of a group that are done again sooner than its nodes are started one by one. */
const CHEAP = 2 ** 23;

export const cellsOf = (program: Program, value: number, sizes: Sizes): number =>
  count(shapeOf(program.types[value]?.dims ?? [], sizes));

const tracedOf = (node: CheckedNode): Traced => node.traced as Traced;
const programOf = (node: CheckedNode): Program => tracedOf(node).program;

/** What feeds an input: two inputs of one source are fed by one value. */
const sourceOf = (node: CheckedNode, name: string): string => {
  const edge = edgeAt(node, name);
  return edge ? `${edge.source}.${edge.sourcePort}` : `${node.id}:${name}`;
};

/** Cells of everything that a group reads from outside of it, each value once. */
function readCells(group: Group, sizes: Sizes): number {
  const inside = new Set(group.map(({ id }) => id));
  const read = new Map<string, number>();
  for (const node of group) {
    for (const { name, value } of programOf(node).inputs) {
      if (inside.has(edgeAt(node, name)?.source ?? '')) continue;
      read.set(sourceOf(node, name), cellsOf(programOf(node), value, sizes));
    }
  }
  return [...read.values()].reduce((total, cells) => total + cells, 0);
}

/** What is known of values before they are there. */
export interface Known {
  /** It must stay: somebody looks at it. */
  readonly kept: (node: CheckedNode) => boolean;
  /** It was another one in the run before, and may be another one in the next. */
  readonly changed: (node: CheckedNode) => boolean;
}

type Readers = ReadonlyMap<string, readonly string[]>;

/**
 * Groups in running order. Not worth keeping is a value that is larger than all that it is made from, for its one reader;
 * and one that has changed and is computed sooner than a node is started, for readers that run together.
 */
export function groupsOf(checked: Checked, run: readonly CheckedNode[], known: Known): Group[] {
  const { readers } = runnableOf(checked);
  return withCheap(withLarge(run, readers, known, checked.sizes), readers, known, checked.sizes);
}

function withLarge(run: readonly CheckedNode[], readers: Readers, { kept }: Known, sizes: Sizes): Group[] {
  const running = new Set(run.map(({ id }) => id));
  const pending = new Map<string, CheckedNode[]>();
  const groups: Group[] = [];
  for (const node of run) {
    const group = [...(pending.get(node.id) ?? []), node];
    const [reader, ...others] = readers.get(node.id) ?? [];
    const hides = reader !== undefined && others.length === 0 && running.has(reader) && !kept(node);
    if (hides && isLarge(group, node, sizes)) pending.set(reader, [...(pending.get(reader) ?? []), ...group]);
    else groups.push(group);
  }
  return groups;
}

interface Joined {
  /** From the last to the first. */
  readonly groups: Group[];
  work: number;
}

/** From the last group to the first: each goes into the one that all its readers have gone into. */
function withCheap(groups: readonly Group[], readers: Readers, { kept, changed }: Known, sizes: Sizes): Group[] {
  const into = new Map<string, Joined>();
  const joined: Joined[] = [];
  for (let at = groups.length - 1; at >= 0; at--) {
    const group = groups[at] as Group;
    const last = group.at(-1) as CheckedNode;
    const work = group.reduce((sum, node) => sum + workOf(node, sizes), 0);
    const reader = !kept(last) && changed(last) ? commonOf(readers.get(last.id) ?? [], into) : undefined;
    const target = reader && reader.work + work <= CHEAP ? reader : { groups: [], work: 0 };
    if (target !== reader) joined.push(target);
    target.groups.push(group);
    target.work += work;
    for (const { id } of group) into.set(id, target);
  }
  return joined.reverse().map((one) => one.groups.reverse().flat());
}

/** What all of them have gone into, if that is one. */
function commonOf(ids: readonly string[], into: ReadonlyMap<string, Joined>): Joined | undefined {
  const target = into.get(ids[0] ?? '');
  return ids.every((id) => into.get(id) === target) ? target : undefined;
}

/** Operations and cells moved. */
function workOf(node: CheckedNode, sizes: Sizes): number {
  const { flops, bytes } = costOf(tracedOf(node), sizes);
  return flops + bytes / Float32Array.BYTES_PER_ELEMENT;
}

function isLarge(group: Group, node: CheckedNode, sizes: Sizes): boolean {
  if (costOf(tracedOf(node), sizes).largest <= SMALL) return false;
  const outputs = Object.values(programOf(node).outputs);
  if (outputs.length !== 1) return false;
  const cells = cellsOf(programOf(node), outputs[0] as number, sizes);
  return cells > SMALL && cells >= readCells(group, sizes);
}

/** The Program of a group: that of its node, or those of its nodes with the wires between them. */
export function groupProgram(group: Group, sizes: Sizes): GroupProgram {
  const last = group.at(-1) as CheckedNode;
  if (group.length === 1) {
    const feeds = programOf(last).inputs.map(({ name }) => ({ at: 0, name }));
    return { program: programOf(last), feeds };
  }
  const tracer = new Tracer({ sizes, shared: true });
  const values = new Map<string, Value>();
  const fed = new Map<string, Value>();
  const feeds: Feed[] = [];
  const feed = (at: number, name: string, value: number): Value => {
    const node = group[at] as CheckedNode;
    const key = sourceOf(node, name);
    const before = values.get(key) ?? fed.get(key);
    if (before) return before;
    const input = tracer.input(key, programOf(node).types[value] as Program['types'][number]);
    feeds.push({ at, name });
    fed.set(key, input);
    return input;
  };
  for (const [k, node] of group.entries()) {
    const program = programOf(node);
    const inputs = program.inputs.map(({ name, value }) => feed(k, name, value));
    const at = replay(program, tracer, inputs);
    for (const [port, id] of Object.entries(program.outputs)) values.set(`${node.id}.${port}`, at[id] as Value);
  }
  const outputs = Object.keys(programOf(last).outputs).map((port) => [port, values.get(`${last.id}.${port}`) as Value]);
  return { program: tracer.finish(Object.fromEntries(outputs)), feeds };
}
