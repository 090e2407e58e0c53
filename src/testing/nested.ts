// Tensors written and read as nested lists, for known values. Tests only.
import { NodeError, type NodeType } from '../nodes/node';
import { shapeOfValues, type Values } from '../nodes/params';
import { type Given, linkNode, runNode, type Setting } from './nodeRun';

export type Nested = number | readonly Nested[];

const flat = (values: Nested): number[] => (typeof values === 'number' ? [values] : values.flatMap(flat));

export function given(values: Nested): Given {
  const shape = typeof values === 'number' ? [] : shapeOfValues(values as Values);
  if (typeof shape === 'string') throw new Error(shape);
  return { shape, data: flat(values) };
}

/** Ids of a vocabulary of `below` words. */
export const ids = (values: Nested, below: number): Given => ({ ...given(values), below });

export function nested({ shape, data }: Given): Nested {
  const [size, ...rest] = shape;
  if (size === undefined) return data[0] as number;
  const step = data.length / size;
  const cells = Array.from(data);
  return Array.from({ length: size }, (_, k) => nested({ shape: rest, data: cells.slice(k * step, (k + 1) * step) }));
}

type Written = Nested | Given | readonly Given[];

interface WrittenSetting extends Omit<Setting, 'inputs' | 'weights'> {
  readonly inputs?: Readonly<Record<string, Written>>;
  readonly weights?: Readonly<Record<string, Nested>>;
}

const isGiven = (one: unknown): one is Given => typeof one === 'object' && one !== null && 'data' in one;

const read = (one: Written): Given | readonly Given[] =>
  isGiven(one) || (Array.isArray(one) && one.every(isGiven)) ? one : given(one as Nested);

function settingOf({ inputs = {}, weights = {}, ...setting }: WrittenSetting): Setting {
  return {
    ...setting,
    inputs: Object.fromEntries(Object.entries(inputs).map(([port, one]) => [port, read(one)])),
    weights: Object.fromEntries(Object.entries(weights).map(([name, one]) => [name, given(one)])),
  };
}

/** To six decimals, which float64 has to spare; -0 reads 0. */
const rounded = (values: Nested): Nested =>
  typeof values === 'number' ? Math.round(values * 1e6) / 1e6 + 0 : values.map(rounded);

/** The first output of one node, or that of a port, in float64, to six decimals. */
export async function outputOf(node: NodeType, setting: WrittenSetting, port?: string): Promise<Nested> {
  const outputs = await runNode(node, settingOf(setting));
  return rounded(nested((port ? outputs[port] : Object.values(outputs)[0]) as Given));
}

/** What a node says is wrong; throws when nothing is. */
export function problemOf(node: NodeType, setting: WrittenSetting): NodeError {
  try {
    linkNode(node, settingOf(setting));
  } catch (error) {
    if (error instanceof NodeError) return error;
    throw error;
  }
  throw new Error(`${node.id} finds nothing wrong`);
}
