// Grows an ONNX graph node by node: names, constants that are shared, sizes read off the inputs. Knows no op of ours.
import type { Dim, Sizes } from '../../tensor/dim';
import { type Fixed, knownSize, termsOf } from '../polynomial';
import type { Attribute, Element, OnnxNode, OnnxTensor } from './model';

/** A value by its name in the graph. */
export interface Held {
  readonly name: string;
  readonly element: Element;
  /** It may hold -inf, of which a whole row may consist. */
  readonly forbidden?: boolean;
}

interface SymbolPlace {
  readonly input: string;
  readonly axis: number;
}

/** What every graph of a model shares: the inside of a loop sees the names of the graph around it. */
export class Shared {
  readonly initializers = new Map<string, OnnxTensor>();
  /** Nodes that read sizes: they stand before all others. */
  readonly sizes: OnnxNode[] = [];
  readonly losses = new Set<string>();
  private readonly names = new Set<string>();
  private readonly constants = new Map<string, string>();
  private readonly known = new Map<string, string>();

  constructor(
    readonly present: Sizes,
    readonly fixed: Fixed,
    private readonly places: ReadonlyMap<string, SymbolPlace>,
  ) {}

  fresh(wanted: string): string {
    let name = wanted;
    for (let k = 2; this.names.has(name); k++) name = `${wanted}_${k}`;
    this.names.add(name);
    return name;
  }

  /** The same cells are kept once. */
  constant(element: Element, dims: readonly number[], cells: ArrayLike<number>): string {
    const key = `${element}[${dims}]${Array.from(cells, (cell) => (Object.is(cell, -0) ? '-0' : cell))}`;
    const before = this.constants.get(key);
    if (before !== undefined) return before;
    const name = this.fresh(dims.length === 0 ? `constant_${this.constants.size}` : `constants_${this.constants.size}`);
    this.initializers.set(name, { name, element, dims, cells });
    this.constants.set(key, name);
    return name;
  }

  ints = (...values: number[]): string => this.constant('int64', [values.length], values);

  /** The number of a dim now, which the model then holds for. */
  presentSize(dim: Dim): number {
    const size = knownSize(dim, this.present);
    if (size === undefined) throw new Error(`the size of ${dim} is not known`);
    if (knownSize(dim, this.fixed) === undefined) this.losses.add(`The size ${dim} is fixed at ${size}.`);
    return size;
  }

  /** A dim as an int64 vector of one cell. */
  dim(dim: Dim): string {
    const size = knownSize(dim, this.fixed);
    if (size !== undefined) return this.ints(size);
    const key = String(dim);
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const terms = termsOf(dim, this.fixed);
    if (terms.some(({ symbols }) => symbols.some((symbol) => !this.places.has(symbol))))
      return this.ints(this.presentSize(dim));
    const sum = terms
      .map(({ coefficient, symbols }) => {
        const factors = symbols.map((symbol) => this.symbol(symbol));
        if (coefficient !== 1 || factors.length === 0) factors.push(this.ints(coefficient));
        return factors.reduce((a, b) => this.sizeNode('Mul', [a, b]));
      })
      .reduce((a, b) => this.sizeNode('Add', [a, b]));
    this.known.set(key, sum);
    return sum;
  }

  shape(dims: readonly Dim[]): string {
    const sizes = dims.map((dim) => knownSize(dim, this.fixed));
    if (sizes.every((size) => size !== undefined)) return this.ints(...sizes);
    const key = `[${dims.join(', ')}]`;
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const parts = dims.map((dim) => this.dim(dim));
    const made = parts.length === 1 ? (parts[0] as string) : this.sizeNode('Concat', parts, { axis: 0 });
    this.known.set(key, made);
    return made;
  }

  private symbol(symbol: string): string {
    const before = this.known.get(`symbol ${symbol}`);
    if (before !== undefined) return before;
    const { input, axis } = this.places.get(symbol) as SymbolPlace;
    const made = this.sizeNode('Shape', [input], { start: axis, end: axis + 1 }, `size_${symbol}`);
    this.known.set(`symbol ${symbol}`, made);
    return made;
  }

  private sizeNode(op: string, inputs: string[], attributes: Record<string, Attribute> = {}, wanted = 'size'): string {
    const output = this.fresh(wanted);
    this.sizes.push({ name: output, op, inputs, outputs: [output], attributes });
    return output;
  }
}

/** One graph: the model's, or the inside of a loop. */
export class GraphBuilder {
  readonly nodes: OnnxNode[] = [];
  private readonly casts = new Map<string, Held>();

  constructor(
    readonly shared: Shared,
    /** Where in the canvas the nodes come from. */
    public site: () => string,
  ) {}

  node(op: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    const output = this.shared.fresh(`${this.site()}/${op}`);
    this.nodes.push({ name: output, op, inputs, outputs: [output], attributes });
    return output;
  }

  float = (op: string, inputs: readonly string[], attributes?: Readonly<Record<string, Attribute>>): Held => ({
    name: this.node(op, inputs, attributes),
    element: 'float',
  });

  scalar = (value: number): Held => ({ name: this.shared.constant('float', [], [value]), element: 'float' });

  /** The same cells as another element; what is not 0 is true. */
  as(value: Held, element: Element): Held {
    if (value.element === element) return value;
    const key = `${value.name} ${element}`;
    const before = this.casts.get(key);
    if (before) return before;
    const to = { float: 1, int64: 7, bool: 9, double: 11 }[element];
    const made: Held = { name: this.node('Cast', [value.name], { to }), element };
    this.casts.set(key, made);
    return made;
  }
}
