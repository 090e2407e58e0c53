// What an output depends on, as small numbers: equal keys mean equal cells, so nothing is invalidated by hand.
import type { Graph } from '../graph/graph';
import type { TracedWeight } from '../nodes/trace';
import type { Sizes } from '../tensor/dim';
import type { Checked, CheckedNode } from './checked';
import { runnableOf } from './runnable';
import { sourcesOf } from './sourcesOf';
import { textOf } from './traces';
import { cellsOf, weightEntry, weightName } from './weights';

/** Texts that are remembered before the oldest are forgotten. */
const MOST_TEXTS = 4096;

/** Long texts as small numbers. One that was forgotten gets another number: it stands for nothing that is there. */
export class Interner {
  private ids = new Map<string, number>();
  private older = new Map<string, number>();
  private next = 0;

  id(text: string): number {
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    const id = this.older.get(text) ?? this.next++;
    if (this.ids.size >= MOST_TEXTS) {
      this.older = this.ids;
      this.ids = new Map();
    }
    this.ids.set(text, id);
    return id;
  }
}

/** FNV-1a over the bits of the cells (Fowler, Noll, Vo), twice with different starts: 64 bits. */
export function hashCells(data: Float32Array): string {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length);
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  // Walked by number: an iterator takes ten times as long.
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as number;
    a = Math.imul(a ^ word, 0x01000193);
    b = Math.imul(b ^ word, 0x85ebca6b) ^ (b >>> 13);
  }
  return `${data.length}:${a >>> 0}:${b >>> 0}`;
}

/** What explicit weights hold, by the identity of their entry: writing half a million numbers as text takes longer than a run. */
const hashes = new WeakMap<object, string>();

function keyOfEntry(entry: ReturnType<typeof weightEntry>): string {
  if (!('data' in entry)) return textOf(entry);
  const known = hashes.get(entry);
  if (known) return known;
  const key = `${entry.shape.join('x')}:${hashCells(cellsOf(entry))}`;
  hashes.set(entry, key);
  return key;
}

interface Named {
  readonly name: string;
  readonly weight: TracedWeight;
}

const named = new WeakMap<CheckedNode, readonly Named[]>();

/** The weights of a node with their names in the graph. */
function weightsOf(node: CheckedNode): readonly Named[] {
  const known = named.get(node);
  if (known) return known;
  const weights = Object.entries(node.traced?.weights ?? {});
  const made = weights.map(([own, weight]) => ({ name: weightName(node, own), weight }));
  named.set(node, made);
  return made;
}

const weightKeys = (graph: Graph, node: CheckedNode): string =>
  weightsOf(node)
    .map(({ name, weight }) => keyOfEntry(weightEntry(graph, name, weight)))
    .join();

const constantKeys = ({ source }: CheckedNode): string[] =>
  Object.values(source?.constants ?? {}).map(({ data }) => hashCells(data));

/** Sizes of the symbols that a node's own Program knows. */
function sizesOf({ traced }: CheckedNode, sizes: Sizes): unknown {
  const dims = new Set(traced?.program.types.flatMap((type) => type.dims).filter((d) => typeof d === 'string'));
  const used = Object.entries(sizes).filter(([symbol]) => [...dims].some((dim) => String(dim).includes(symbol)));
  return used;
}

interface Lasting {
  readonly interner: Interner;
  readonly sizes: string;
  readonly key: number;
}

const lasting = new WeakMap<CheckedNode, Lasting>();

/** What a check of a node settles, the numbers of its weights and inputs aside; a check that nothing changed is the same object. */
function lastingKey(node: CheckedNode, sizes: Sizes, interner: Interner): number {
  const known = lasting.get(node);
  if (known?.interner === interner && known.sizes === textOf(sizes)) return known.key;
  const ports = Object.entries(node.wires).map(([port, edges]) => [port, edges.map(({ sourcePort }) => sourcePort)]);
  const key = interner.id(JSON.stringify([node.key, ports, constantKeys(node), sizesOf(node, sizes)]));
  lasting.set(node, { interner, sizes: textOf(sizes), key });
  return key;
}

/** What the cells of a weight or a constant depend on, by the name of the Program's input. */
export function feedKey({ graph, sizes }: Checked, node: CheckedNode, name: string, interner: Interner): number {
  const [kind, own] = name.split(':') as [string, string];
  const weight = kind === 'weight' ? node.traced?.weights[own] : undefined;
  const entry = weight ? keyOfEntry(weightEntry(graph, weightName(node, own), weight)) : '';
  return interner.id(`${lastingKey(node, sizes, interner)} ${name} ${entry}`);
}

/** The output key of every ready node, in running order. */
export function outputKeys(checked: Checked, interner: Interner): Map<string, number> {
  const { graph, sizes } = checked;
  const keys = new Map<string, number>();
  for (const node of runnableOf(checked).nodes) {
    const inputs = sourcesOf(node)
      .map((source) => keys.get(source))
      .join();
    keys.set(node.id, interner.id(`${lastingKey(node, sizes, interner)}(${inputs})${weightKeys(graph, node)}`));
  }
  return keys;
}
