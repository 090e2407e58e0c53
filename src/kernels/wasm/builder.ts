// Turns the slots of a routine into layouts over memory and collects the parts to run. Knows no particular op.
import { count } from '../../tensor/tensor';
import { coalesce } from '../coalesce';
import type { Shape } from '../kernel';
import { Frame, type Root } from './frame';
import { inOrder, isInOrder, type Layout } from './layout';
import type { Module } from './module';
import type { Part } from './play';

const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** Cells that are known when a routine is prepared; written at the begin of every run. */
export interface Constant {
  readonly pointer: number;
  readonly cells: Float32Array<ArrayBuffer>;
}

/** Reads a heap's cells at the time of a run. */
export type Cells = () => Float32Array<ArrayBuffer>;

export class Builder {
  readonly parts: Part[] = [];
  readonly layouts: (Layout | undefined)[];
  readonly frame: Frame;
  /** The number behind a slot that is the same number everywhere. */
  readonly numbers = new Map<number, number>();
  /** Of the instruction whose parts are added. */
  account: string | undefined;
  private readonly ordered = new Map<Layout, Layout>();

  constructor(
    readonly module: Module,
    readonly cells: Cells,
    readonly table: number[],
    slots: number,
    readonly constants: Constant[],
    /** Of the routine around a loop: it owns what the body reads from outside. */
    private readonly outer?: Builder,
  ) {
    this.frame = new Frame(table);
    this.layouts = new Array(slots).fill(undefined);
  }

  layout(slot: number): Layout {
    return this.layouts[slot] as Layout;
  }

  /** New memory for cells in order. */
  fresh(shape: Shape): Layout {
    return inOrder(this.frame.add(count(shape) * BYTES, true).pointer, shape);
  }

  /** Memory that somebody else points to. */
  foreign(shape: Shape): Layout {
    return inOrder(this.frame.add(count(shape) * BYTES, false).pointer, shape);
  }

  scratch(bytes: number): Root {
    return this.frame.add(bytes, true);
  }

  /** Adds a part; `roots` are all pointers that it reads or writes. */
  add(part: Part, roots: readonly number[]): void {
    this.parts.push({ ...part, account: this.account });
    for (const root of roots) this.touch(root);
  }

  /** Says that the part added last uses a root, here or in a routine around. */
  touch(root: number): void {
    this.frame.use(root, this.parts.length - 1);
    this.outer?.reach(root);
  }

  /** The same for the part that will be added next: a loop is added after its body. */
  private reach(root: number): void {
    this.frame.use(root, this.parts.length);
    this.outer?.reach(root);
  }

  constant(shape: Shape, values: ArrayLike<number>): Layout {
    const layout = this.foreign(shape);
    this.constants.push({ pointer: layout.root, cells: Float32Array.from(values) });
    return layout;
  }

  /** The same cells in order; copied once however many ask. */
  inOrder(layout: Layout): Layout {
    if (isInOrder(layout)) return layout;
    const known = this.ordered.get(layout);
    if (known) return known;
    const made = this.copied(layout);
    this.ordered.set(layout, made);
    return made;
  }

  copied(layout: Layout): Layout {
    const made = this.fresh(layout.shape);
    this.copy(layout, made);
    return made;
  }

  /** Adds what copies cells between layouts of the same shape. */
  copy(from: Layout, to: Layout): void {
    const axes = coalesce(from.shape, [from.strides, to.strides]);
    while (axes.length < 4) axes.unshift({ size: 1, strides: [0, 0] });
    const inner = axes.slice(-4);
    const starts = offsets(axes.slice(0, -4));
    const sizes = inner.map(({ size }) => size);
    const [xs, ys] = [0, 1].map((k) => inner.map(({ strides }) => (strides[k] as number) * BYTES)) as [
      number[],
      number[],
    ];
    const { copy } = this.module.run;
    const { table } = this;
    const [n0, n1, n2, n3] = sizes as [number, number, number, number];
    const [x0, x1, x2, x3] = xs as [number, number, number, number];
    const [y0, y1, y2, y3] = ys as [number, number, number, number];
    const [x, y] = [from.root, to.root];
    if (sizes.includes(0)) return;
    for (const [fromStart = 0, toStart = 0] of starts) {
      const [dx, dy] = [(from.offset + fromStart) * BYTES, (to.offset + toStart) * BYTES];
      const run = (): void =>
        copy((table[x] as number) + dx, (table[y] as number) + dy, n0, n1, n2, n3, x0, x1, x2, x3, y0, y1, y2, y3);
      this.add({ run, work: n0 * n1 * n2 * n3 }, [x, y]);
    }
  }
}

/** Where every combination of coordinates starts, one number per operand, in cells. */
export function offsets(axes: readonly { readonly size: number; readonly strides: readonly number[] }[]): number[][] {
  return axes.reduce<number[][]>(
    (starts, { size, strides }) =>
      starts.flatMap((start) =>
        Array.from({ length: size }, (_, i) => strides.map((stride, k) => (start[k] ?? 0) + i * stride)),
      ),
    [[]],
  );
}
