// Records op applications into a Program, inferring types and solving dims on the way. Knows no particular op.
import { type Dim, isUnknown, type Sizes, sizeOf } from '../tensor/dim';
import type { Type } from '../tensor/tensor';
import { type Attrs, mapDims, type Op, type SameDim, ShapeError } from './op';
import { type Program, type ProgramInput, prune, type Site, type Step } from './program';
import { Value } from './value';

/** A comparison that only the present sizes decided: a cached Program is good only while it comes out the same. */
export interface Assumption {
  readonly a: Dim;
  readonly b: Dim;
  readonly equal: boolean;
}

export const holds = ({ a, b, equal }: Assumption, sizes: Sizes): boolean => {
  const [x, y] = [sizeOf(a, sizes), sizeOf(b, sizes)];
  return x !== undefined && y !== undefined && (x === y) === equal;
};

/** Attrs as text: JSON would make one constant of -Infinity and NaN, and Programs inside compare by identity. */
const numbered = new WeakMap<object, number>();
let programs = 0;

const textOf = (attrs: Attrs): string =>
  JSON.stringify(attrs, (_name, value) => {
    if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
    if (typeof value !== 'object' || value === null || !('steps' in value)) return value;
    if (!numbered.has(value)) numbered.set(value, programs++);
    return `program ${numbered.get(value)}`;
  });

export interface TraceOptions {
  /** Present sizes of the symbols, for dims that are equal by accident. */
  readonly sizes?: Sizes;
  /** Equal applications are recorded once. Off where the sites matter (exports). */
  readonly shared?: boolean;
}

export class Tracer {
  private readonly types: Type[] = [];
  private readonly steps: Step[] = [];
  private readonly inputs: ProgramInput[] = [];
  private readonly recorded = new Map<string, readonly Value[]>();
  private readonly solved = new Map<Dim, Dim>();
  readonly sites: Site[] = [{ parent: 0, label: '' }];
  readonly assumptions: Assumption[] = [];
  site = 0;

  constructor(readonly options: TraceOptions = {}) {}

  input(name: string, type: Type): Value {
    const value = this.value(type);
    this.inputs.push({ name, value: value.id });
    return value;
  }

  apply(op: Op, args: readonly Value[], attrs: Attrs = {}): readonly Value[] {
    for (const arg of args) if (arg.owner !== this) throw new Error(`${op.id}: an argument belongs to another program`);
    const key = this.options.shared ? `${op.id}(${args.map((a) => a.id)})${textOf(attrs)}` : undefined;
    const before = key === undefined ? undefined : this.recorded.get(key);
    if (before) return before;
    const types = op.infer(
      args.map((a) => a.type),
      attrs,
      this.same,
    );
    const outs = types.map((type) => this.value(type));
    this.steps.push({ op, args: args.map((a) => a.id), attrs, outs: outs.map((o) => o.id), site: this.site });
    if (key !== undefined) this.recorded.set(key, outs);
    return outs;
  }

  /** Records what `trace` applies under a site of its own. */
  within<R>(at: Omit<Site, 'parent'>, trace: () => R): R {
    const outer = this.site;
    this.sites.push({ parent: outer, ...at });
    this.site = this.sites.length - 1;
    try {
      return trace();
    } finally {
      this.site = outer;
    }
  }

  /** Takes the sites of a Program over under the present one; gives the number that each of them has here. */
  adopt(sites: readonly Site[]): (site: number) => number {
    const root = this.site;
    const base = this.sites.length - 1;
    const moved = (site: number): number => (site === 0 ? root : site + base);
    for (const site of sites.slice(1)) this.sites.push({ ...site, parent: moved(site.parent) });
    return moved;
  }

  /** Follows what unification solved. */
  resolve(dim: Dim): Dim {
    let at = dim;
    for (let next = this.solved.get(at); next !== undefined; next = this.solved.get(at)) at = next;
    return at;
  }

  readonly same: SameDim = (first, second) => {
    const [a, b] = [this.resolve(first), this.resolve(second)];
    if (a === b) return true;
    if (isUnknown(a)) return this.solve(a, b);
    if (isUnknown(b)) return this.solve(b, a);
    if (typeof a === 'number' && typeof b === 'number') return false;
    return this.sameByAccident(a, b);
  };

  /** The number behind a dim where one is needed; remembered as an assumption. Throws ShapeError when it is not known. */
  concrete(dim: Dim): number {
    const at = this.resolve(dim);
    if (typeof at === 'number') return at;
    const size = sizeOf(at, this.options.sizes ?? {});
    if (size === undefined) throw new ShapeError(`the size of ${at} must be known here`);
    this.assumptions.push({ a: at, b: size, equal: true });
    return size;
  }

  finish(outputs: Readonly<Record<string, Value>>): Program {
    return prune({
      types: this.types.map((type) => ({ ...type, dims: type.dims.map((d) => this.resolve(d)) })),
      inputs: this.inputs,
      steps: this.steps.map((step) => ({ ...step, attrs: mapDims(step.attrs, (d) => this.resolve(d)) })),
      sites: this.sites,
      outputs: Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, value.id])),
    });
  }

  private value(type: Type): Value {
    this.types.push(type);
    return new Value(this, this.types.length - 1, type);
  }

  private solve(unknown: Dim, dim: Dim): true {
    this.solved.set(unknown, dim);
    return true;
  }

  private sameByAccident(a: Dim, b: Dim): boolean {
    const sizes = this.options.sizes ?? {};
    const [x, y] = [sizeOf(a, sizes), sizeOf(b, sizes)];
    if (x === undefined || y === undefined) return false;
    this.assumptions.push({ a, b, equal: x === y });
    return x === y;
  }
}
