// One Python function being written: its lines, names, and the sizes it reads off what it is given. Knows no op.
import type { Dim, Sizes } from '../../tensor/dim';
import { showDims, type Type } from '../../tensor/tensor';
import { bareSymbol, type Fixed, termsOf } from '../polynomial';
import { atom, binary, comment, type Expression, LEVEL, number, within } from './expression';
import type { Names } from './names';

/** What the whole file shares. */
export interface Shared {
  readonly sizes: Sizes;
  readonly fixed: Fixed;
  readonly helpers: Set<'softmax' | 'sinusoid'>;
  readonly losses: Set<string>;
}

interface Given {
  readonly name: string;
  readonly type: Type;
}

export class FunctionWriter {
  readonly lines: string[] = [];
  private readonly header: string[] = [];
  private readonly symbols = new Map<string, Expression>();
  private usesDevice = false;
  private pad = '        ';

  constructor(
    readonly shared: Shared,
    readonly names: Names,
    private readonly given: readonly Given[],
  ) {}

  /** The statements, sizes first. */
  get statements(): string[] {
    const [first] = this.given;
    const device = this.usesDevice && first ? [`${this.pad}device = ${first.name}.device`] : [];
    return [...device, ...this.header, ...this.lines];
  }

  line(text: string, dims?: readonly Dim[]): void {
    this.lines.push(`${this.pad}${text}${dims ? `  # ${comment(showDims(dims))}` : ''}`);
  }

  indented(write: () => void): void {
    const before = this.pad;
    this.pad += '    ';
    write();
    this.pad = before;
  }

  /** A size as a Python number: from the shape of what the function is given, or the present size where nothing tells. */
  dim = (dim: Dim): Expression => {
    const terms = termsOf(dim, this.shared.fixed);
    const [first, ...rest] = terms.map(({ coefficient, symbols }) => {
      const factors = symbols.map((symbol) => this.symbol(symbol));
      const one = Math.abs(coefficient);
      const all = one === 1 && factors.length > 0 ? factors : [number(one), ...factors];
      return { negative: coefficient < 0, term: all.reduce((a, b) => binary('*', LEVEL.multiply, a, b, 'number')) };
    });
    if (!first) return number(0);
    if (rest.length === 0 && first.term.value !== undefined)
      return number(first.negative ? -first.term.value : first.term.value);
    const start: Expression = first.negative
      ? { text: `-${within(first.term, LEVEL.negate)}`, level: LEVEL.negate, kind: 'number' }
      : first.term;
    return rest.reduce(
      (sum, { negative, term }) => binary(negative ? '-' : '+', LEVEL.add, sum, term, 'number'),
      start,
    );
  };

  device(): string {
    if (this.given.length === 0) return '';
    this.usesDevice = true;
    return ', device=device';
  }

  private symbol(symbol: string): Expression {
    const known = this.symbols.get(symbol);
    if (known) return known;
    const made = this.findSymbol(symbol);
    this.symbols.set(symbol, made);
    return made;
  }

  private findSymbol(symbol: string): Expression {
    for (const { name, type } of this.given) {
      const axis = type.dims.findIndex((dim) => bareSymbol(dim, this.shared.fixed) === symbol);
      if (axis < 0) continue;
      const variable = this.names.fresh(/^[A-Za-z]\w*$/.test(symbol) ? symbol : 'n');
      this.header.push(`        ${variable} = ${name}.shape[${axis}]`);
      return atom(variable, 'number');
    }
    const size = this.shared.sizes[symbol];
    if (size === undefined) throw new Error(`the size of ${symbol} is not known`);
    this.shared.losses.add(`The size ${symbol} is fixed at ${size}.`);
    return number(size);
  }
}
