// What an op does for one entry, done for many at once: rules that ops share. Knows no op.
import type { Dim } from '../tensor/dim';
import type { Value } from './value';
import type { Vocabulary } from './vocabulary';

type Attrs = Readonly<Record<string, unknown>>;

/** An op over `length` entries. Arguments that differ from entry to entry have them along a new first axis. */
export interface StackSite<A extends Attrs> {
  readonly args: readonly Value[];
  /** Which of the arguments have the new axis. */
  readonly along: readonly boolean[];
  readonly attrs: A;
  readonly length: Dim;
}

/** How the same op gives the outputs of all entries along a new first axis. */
export interface Stacking<A extends Attrs> {
  /** Arguments that have to be the same for all entries. */
  readonly alike?: readonly number[];
  of(t: Vocabulary, site: StackSite<A>): { readonly args: readonly Value[]; readonly attrs: Attrs };
}

/** Of an op that broadcasts from the right: the new axis stands before as many axes in every argument. */
export const broadcasting = <A extends Attrs>(): Stacking<A> => ({
  of: (t, { args, along, attrs }) => {
    const rank = Math.max(...args.map((x, i) => (along[i] ? x.rank - 1 : x.rank)));
    return { args: args.map((x, i) => (along[i] ? lengthened(t, x, rank) : x)), attrs };
  },
});

/** Axes of size 1 behind the first one, so that `rank` axes follow it. */
export const lengthened = (t: Vocabulary, x: Value, rank: number): Value =>
  t.reshape(x, [...x.dims.slice(0, 1), ...new Array<Dim>(rank + 1 - x.rank).fill(1), ...x.dims.slice(1)]);

/** Of an op that has numbers of axes, or dims, in its attrs. */
export const renumbered = <A extends Attrs>(renumber: (attrs: A, length: Dim) => Attrs): Stacking<A> => ({
  of: (t, { args, along, attrs, length }) => ({
    args: args.map((x, i) => (along[i] ? x : t.expand(x, [length, ...x.dims]))),
    attrs: renumber(attrs, length),
  }),
});

export const nextAxis = <A extends { readonly axis: number }>(): Stacking<A & Attrs> =>
  renumbered((attrs) => ({ ...attrs, axis: attrs.axis + 1 }));
