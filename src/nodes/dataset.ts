// What a dataset is: examples to learn from and others to be judged by. Knows no task and nothing of training.
import type { Dim } from '../tensor/dim';
import { count } from '../tensor/tensor';
import type { ConstantSpec, Source, SymbolSpec } from './source';

/** What an example gives on one port: ids of words, or flags where `words` is absent. */
export interface Field {
  /** Its axis: T of the source, S of the target, or a single place. */
  readonly axis: 'T' | 'S' | 1;
  /** Which vocabulary its ids belong to. */
  readonly words?: 'V' | 'W';
}

/** Cells by port. */
export type Example = Readonly<Record<string, readonly number[]>>;

export interface Part {
  /** How many there are; infinite when they are drawn. */
  readonly size: number;
  /** Example number n, the same whenever it is asked for. */
  at(n: number): Example;
}

export type Words = SymbolSpec & { readonly labels: readonly string[] };

export interface Dataset {
  readonly fields: Readonly<Record<string, Field>>;
  readonly vocabularies: { readonly V: Words; readonly W?: Words };
  /** The longest example along each axis. */
  readonly longest: { readonly T: number; readonly S: number };
  /** The ports whose words name the places along an axis. */
  readonly labelled: { readonly T: string; readonly S?: string };
  readonly training: Part;
  readonly heldOut: Part;
  /** What the graph holds when it does not train. */
  readonly shown: Example;
}

export type DatasetSymbols = 'B' | 'T' | 'S' | 'V' | 'W';

/** The graph's one example: ids and flags without a batch axis, places named by their words. */
export function shownSource(data: Dataset): Source<DatasetSymbols> {
  const { fields, shown, labelled } = data;
  const wordsOn = (port: string | undefined): string[] => {
    const words = data.vocabularies[fields[port ?? '']?.words ?? 'V']?.labels ?? [];
    return (shown[port ?? ''] ?? []).map((id) => words[id] ?? '');
  };
  const axis = (port: string | undefined) =>
    (shown[port ?? ''] ?? []).length > 1
      ? { size: (shown[port ?? ''] ?? []).length, labels: wordsOn(port) }
      : undefined;
  const [T, S] = [axis(labelled.T), axis(labelled.S)];
  const known = { T, S };
  const dims = ({ axis: name }: Field): Dim[] => [name !== 1 && known[name] ? name : 1];
  return {
    symbols: { ...(T ? { T } : {}), ...(S ? { S } : {}), ...data.vocabularies },
    constants: constantsOf(data, (port, field) => ({ dims: dims(field), data: Float32Array.from(shown[port] ?? []) })),
  };
}

/** The same ports with a batch axis, as long as the longest example; cells are filled in before every step. */
export function batchSource(data: Dataset, batch: number): Source<DatasetSymbols> {
  const { T, S } = data.longest;
  const sizes = { T, S };
  const dims = ({ axis }: Field): Dim[] => [batch === 1 ? 1 : 'B', axis === 1 || sizes[axis] === 1 ? 1 : axis];
  return {
    symbols: {
      ...(batch > 1 ? { B: { size: batch, key: 'batch' } } : {}),
      ...(T > 1 ? { T: { size: T } } : {}),
      ...(S > 1 ? { S: { size: S } } : {}),
      ...data.vocabularies,
    },
    constants: constantsOf(data, (_port, field) => ({
      dims: dims(field),
      data: new Float32Array(batch * (field.axis === 1 ? 1 : sizes[field.axis])),
    })),
  };
}

function constantsOf(
  { fields }: Dataset,
  cells: (port: string, field: Field) => Pick<ConstantSpec, 'dims' | 'data'>,
): Record<string, ConstantSpec> {
  return Object.fromEntries(
    Object.entries(fields).map(([port, field]) => [
      port,
      field.words
        ? { ...cells(port, field), dtype: 'int' as const, below: field.words }
        : { ...cells(port, field), dtype: 'float' as const },
    ]),
  );
}

/** Rows of a batch, padded with zeros at their ends to the longest: [examples, longest]. */
export function padded(data: Dataset, port: string, examples: readonly Example[]): Float32Array {
  const { axis } = data.fields[port] as Field;
  const longest = axis === 1 ? 1 : data.longest[axis];
  const cells = new Float32Array(count([examples.length, longest]));
  for (const [row, example] of examples.entries()) cells.set(example[port] ?? [], row * longest);
  return cells;
}
