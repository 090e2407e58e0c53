// An output's cells as the pictures take them: with the words of its axes, and which pairs a mask forbids.

import type { Checked, CheckedNode } from '../execution/checked';
import type { Dim } from '../tensor/dim';
import { parsePattern } from '../tensor/pattern';
import type { Type } from '../tensor/tensor';
import { splitPort } from './ports';
import { shownValue } from './shownValue';
import type { ShownValue, Steps, Values } from './steps';
import { maskedPairs, type ValueTensor } from './valueTensor';

interface Made {
  readonly tensor: ValueTensor;
  /** What it was made from beside the cells. */
  readonly scores: ShownValue | undefined;
  readonly words: string;
}

/**
 * What was made of a value stays with it: the same tensor as long as nothing about it changes, and its words also when
 * its node no longer says what they are, because it waits for a mistake to be mended.
 */
const made = new WeakMap<ShownValue, Made>();

const LAST: Steps = {};

/** Undefined until the port has run. Inside of a loop: at the chosen steps, the last ones where none is chosen. */
export function portTensor(
  checked: Checked,
  values: Values,
  name: string | undefined,
  steps = LAST,
): ValueTensor | undefined {
  const value = name === undefined ? undefined : shownValue(checked, values, name, steps);
  if (!value || name === undefined) return undefined;
  const [id, port] = splitPort(name);
  const node = checked.nodes.get(id);
  const type = node?.outputs[port];
  const before = made.get(value);
  const spec = node?.ports.outputs[port];
  if (!node || !type) return before?.tensor ?? remember(value, undefined, '', { kind: spec?.shows ?? 'signed' });
  const looks: Looks = {
    kind: spec?.shows ?? (type.dtype === 'int' ? 'tokens' : 'signed'),
    ...axesOf(checked, type, value, spec?.shape ?? '*'),
  };
  const scores = scoresOf(checked, node, values, steps, value);
  const words = JSON.stringify(looks);
  if (before?.words === words && before.scores === scores) return before.tensor;
  return remember(value, scores, words, looks);
}

type Looks = Omit<ValueTensor, 'shape' | 'data' | 'masked'>;

function remember(value: ShownValue, scores: ShownValue | undefined, words: string, looks: Looks): ValueTensor {
  const { shape, data } = value;
  const tensor: ValueTensor = { shape, data, ...looks, ...(scores ? { masked: maskedPairs(scores.data) } : {}) };
  made.set(value, { tensor, scores, words });
  return tensor;
}

/** An input of the same shape in which pairs are minus infinity. */
function scoresOf(
  checked: Checked,
  { wires }: CheckedNode,
  values: Values,
  steps: Steps,
  { shape }: ShownValue,
): ShownValue | undefined {
  const same = Object.values(wires)
    .flat()
    .map(({ source, sourcePort }) => shownValue(checked, values, `${source}.${sourcePort}`, steps))
    .filter((value) => value?.shape.join() === shape.join());
  return same.find((value) => value?.data.includes(Number.NEGATIVE_INFINITY));
}

/** Words and letters of the axes of a weight. */
export const axisLooks = (checked: Checked, dims: readonly Dim[]): Axes =>
  axesOf(checked, { dims, dtype: 'float' }, undefined, '*');

type Axes = Pick<ValueTensor, 'rowLabels' | 'colLabels' | 'rowLetter' | 'colLetter' | 'leadingNames'>;

function axesOf(checked: Checked, { dims, below }: Type, value: ShownValue | undefined, pattern: string): Axes {
  const labels = (dim: Dim | undefined) => (typeof dim === 'string' ? checked.symbols.get(dim)?.labels : undefined);
  const { names } = parsePattern(pattern);
  const vocabulary = labels(below);
  if (dims.length < 2) {
    const ids = vocabulary && value && Array.from(value.data, (id) => vocabulary[id] ?? String(id));
    return { rowLabels: ids ?? labels(dims[0]), colLetter: letter(dims[0], names.at(-1)) };
  }
  return {
    rowLabels: labels(dims.at(-2)),
    colLabels: labels(dims.at(-1)),
    rowLetter: letter(dims.at(-2), names.at(-2)),
    colLetter: letter(dims.at(-1), names.at(-1)),
    leadingNames: leadingNames(dims.slice(0, -2)),
  };
}

/** `d` for an axis named d, or for one of a fixed size that the port calls d. */
function letter(dim: Dim | undefined, name: string | undefined): string {
  if (typeof dim === 'string' && /^[A-Za-z]$/.test(dim)) return dim;
  return typeof dim === 'number' && name !== undefined && /^[A-Za-z]$/.test(name) ? name : '';
}

const CUSTOMARY: Readonly<Record<string, string>> = { B: 'batch', h: 'head', T: 'query', S: 'key' };

/** Leading axes are batches, then heads; names that the graph gives say so. */
function leadingNames(dims: readonly Dim[]): string[] {
  return dims.map((dim, axis) => {
    if (typeof dim === 'string' && CUSTOMARY[dim]) return CUSTOMARY[dim];
    return axis === dims.length - 1 ? 'head' : axis === 0 ? 'batch' : `axis ${axis + 1}`;
  });
}

/** The names of the last two axes, for linking what means the same; undefined where an axis has no name. */
export function axisNames(checked: Checked, name: string): { readonly row?: string; readonly col?: string } {
  const [id, port] = splitPort(name);
  const dims = checked.nodes.get(id)?.outputs[port]?.dims ?? [];
  const [row, col] = dims.length < 2 ? [undefined, dims[0]] : dims.slice(-2);
  return { ...(typeof row === 'string' ? { row } : {}), ...(typeof col === 'string' ? { col } : {}) };
}
