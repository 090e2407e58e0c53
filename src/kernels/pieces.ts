// Long launches on the processor, a piece of the output at a time, so that others get their turn. Knows no op.

/** Runs a source over as many cells; numbers among the arguments are parameters. */
export type RunSource = (source: string, args: readonly (Float32Array | number)[], length: number) => Float32Array;

/** The same source over the cells from number `first` on; `cell` is the number of a cell from there. */
export function fromFirst(source: string, cell = 'this.thread.x'): string {
  const parameters = source.slice(0, source.indexOf('){'));
  const comma = parameters.endsWith('(') ? '' : ',';
  const body = source.slice(parameters.length).replaceAll('this.thread.x', `(${cell}+first)`);
  return `${parameters}${comma}first${body}`;
}

/** Yields between two pieces, in each of which about `piece` cells are read or written. All are of one size, so that one compiled kernel serves them; the last may compute a few cells again. */
export function* inPieces(
  run: RunSource,
  source: string,
  args: readonly Float32Array[],
  length: number,
  piece: number,
): Generator<void, Float32Array, void> {
  const work = args.reduce((most, { length: cells }) => Math.max(most, cells), length);
  const size = Math.ceil(length / Math.ceil(work / piece));
  if (size === length) return run(source, args, length);
  const shifted = fromFirst(source);
  const whole = new Float32Array(length);
  for (let start = 0; start < length; start += size) {
    const first = Math.min(start, length - size);
    whole.set(run(shifted, [...args, first], size), first);
    yield;
  }
  return whole;
}
