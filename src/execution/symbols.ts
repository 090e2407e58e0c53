// Names the sizes that source nodes bring into a graph: T, S, d, ... Knows no node type.
import type { Source, SymbolSpec } from '../nodes/node';
import type { Dim, Sizes } from '../tensor/dim';

export interface GraphSymbol {
  readonly size: number;
  /** What sources call it: `T` for the length of every text, whatever this graph names it. */
  readonly kind: string;
  readonly labels?: readonly string[];
}

/** The customary second name of a size, where one graph has two of a kind. */
const SECOND: Readonly<Record<string, string>> = { T: 'S', d: 'e', V: 'W' };

/** Hands out names in the order in which sources stand in the file, so that adding a node renames nothing before it. */
export class Symbols {
  private readonly named = new Map<string, GraphSymbol>();
  private readonly shared = new Map<string, string>();

  /** The graph's dim for each of a source's own names. */
  add(symbols: Source<string>['symbols']): Record<string, Dim> {
    return Object.fromEntries(
      Object.entries(symbols).flatMap(([name, spec]) => (spec ? [[name, this.nameFor(name, spec)] as const] : [])),
    );
  }

  private nameFor(name: string, { size, labels, key }: SymbolSpec): string {
    const known = key === undefined ? undefined : this.shared.get(key);
    if (known !== undefined) return known;
    const second = SECOND[name];
    let fresh = name;
    if (this.named.has(fresh) && second) fresh = second;
    for (let k = 3; this.named.has(fresh); k++) fresh = `${name}${k}`;
    this.named.set(fresh, { size, kind: name, ...(labels ? { labels } : {}) });
    if (key !== undefined) this.shared.set(key, fresh);
    return fresh;
  }

  get all(): ReadonlyMap<string, GraphSymbol> {
    return this.named;
  }

  get sizes(): Sizes {
    return Object.fromEntries([...this.named].map(([name, { size }]) => [name, size]));
  }
}

/** A source's constants with its own symbol names replaced by the graph's. */
export function renameSource(source: Source<string>, names: Readonly<Record<string, Dim>>): Source<string> {
  const rename = (dim: Dim): Dim => (typeof dim === 'string' ? (names[dim] ?? dim) : dim);
  const constants = Object.entries(source.constants).map(([name, c]) => [
    name,
    { ...c, dims: c.dims.map(rename), ...(c.below === undefined ? {} : { below: rename(c.below) }) },
  ]);
  return { symbols: source.symbols, constants: Object.fromEntries(constants) };
}
