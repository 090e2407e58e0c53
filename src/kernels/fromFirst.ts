// A source that serves any part of an output. Knows no op.

/** The same source over the cells from number `first` on, its last parameter; `cell` is the number of a cell from there. */
export function fromFirst(source: string, cell = 'this.thread.x'): string {
  const parameters = source.slice(0, source.indexOf('){'));
  const comma = parameters.endsWith('(') ? '' : ',';
  const body = source.slice(parameters.length).replaceAll('this.thread.x', `(${cell}+first)`);
  return `${parameters}${comma}first${body}`;
}
