// Numbers that a person types, pastes or loads.
import { defineNode, type Source } from '../node';
import { flag, shapeOfValues, type Values, values as valuesParam } from '../params';

type Axis = 'B' | 'h' | 'T' | 'd';
/** The customary names of the axes, by how many there are. */
const NAMES: readonly (readonly Axis[])[] = [[], ['d'], ['T', 'd'], ['h', 'T', 'd'], ['B', 'h', 'T', 'd']];

function namesOf(rank: number, batch: boolean): readonly Axis[] {
  return batch && rank > 0 && rank < 4 ? ['B', ...(NAMES[rank - 1] ?? [])] : (NAMES[rank] ?? []);
}

function sourceOf({ values, batch }: { values: Values; batch: boolean }): Source<Axis> {
  const shape = shapeOfValues(values);
  // Ragged values are a problem of the param, which says so.
  if (typeof shape === 'string') return { symbols: {}, constants: {} };
  const named = namesOf(shape.length, batch).map((name, axis) => ({ name, size: shape[axis] as number }));
  const cells = (values as readonly unknown[]).flat(Number.POSITIVE_INFINITY) as number[];
  return {
    symbols: Object.fromEntries(named.filter(({ size }) => size !== 1).map(({ name, size }) => [name, { size }])),
    constants: {
      values: {
        dims: named.map(({ name, size }) => (size === 1 ? 1 : name)),
        data: Float32Array.from(cells),
        dtype: 'float',
      },
    },
  };
}

export const tensor = defineNode({
  id: 'tensor',
  title: 'Tensor',
  category: 'input',
  summary: 'Holds numbers that you type, paste or load.',
  formula: String.raw`x \in \mathbb{R}^{T \times d}`,
  help: 'A grid from a spreadsheet can be pasted. Its axes are named d; T and d; h, T and d; or B, h, T and d.',
  inputs: {},
  outputs: { out: { shape: '*', doc: 'the numbers' } },
  params: {
    values: valuesParam(
      [
        [0.43, 0.15, 0.89],
        [0.55, 0.87, 0.66],
      ],
      { doc: 'nested lists of numbers, one to four levels' },
    ),
    batch: flag(false, { doc: 'the first axis counts the examples of a batch' }),
  },
  source: sourceOf,
  body: (_t, _inputs, _params, { constants: { values } }) => ({ out: values as NonNullable<typeof values> }),
  example: {
    inputs: {},
    variants: [{ params: { values: [1, 2, 3] } }, { params: { values: [[[1, 2]], [[3, 4]]], batch: true } }],
  },
});
