// Traces and runs one node type alone on any backend, from concrete tensors. Knows no particular node type. Tests only.
import { float64Kernels } from '../kernels/float64';
import type { Buffer, Kernels } from '../kernels/kernel';
import type { AnyParams, Example, ExampleInput, NodeType, Port, Source } from '../nodes/node';
import { type Traced, traceNode, withDefaults } from '../nodes/trace';
import type { Program } from '../ops/program';
import { execute } from '../passes/execute';
import { gradient } from '../passes/gradient';
import { type Dim, type Sizes, shapeOf } from '../tensor/dim';
import { parsePattern } from '../tensor/pattern';
import { seedFromName } from '../tensor/random/schemes';
import { count, type Tensor, type Type } from '../tensor/tensor';
import { filled } from './opCases';

/** Cells in any precision; `below` makes ids of them where the port may take ids. */
export interface Given {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
  readonly below?: number;
}

export interface Setting {
  readonly inputs?: Readonly<Record<string, Given | readonly Given[]>>;
  readonly params?: AnyParams;
  /** Those not given are drawn at random. */
  readonly weights?: Readonly<Record<string, Given>>;
  readonly training?: boolean;
  readonly vocabularies?: Readonly<Record<string, readonly string[]>>;
}

/** A node as a Program, and what to feed it. */
export interface Linked {
  readonly traced: Traced;
  readonly sizes: Sizes;
  /** By name of the Program's inputs. */
  readonly feeds: Readonly<Record<string, Given>>;
}

/** Sizes under names: the port's own, so that equal names in a pattern are equal dims. */
class Naming {
  readonly sizes: Record<string, number> = {};

  typeOf({ shape: pattern, dtype = 'float' }: Port, { shape, below }: Given): Type {
    const { any, names } = parsePattern(pattern);
    const lead = any ? 0 : shape.length - names.length;
    const dims = shape.map((size, axis): Dim => {
      const name = names[axis - lead];
      if (name === undefined && size === 1) return 1;
      return this.named(name ?? (any ? `n${size}_` : `lead${axis}_`), size);
    });
    if (any && below !== undefined) return { dims, dtype: 'int', below };
    return { dims, dtype, ...(below !== undefined && dtype === 'int' ? { below } : {}) };
  }

  named(name: string, size: number): string {
    let free = name;
    while (this.sizes[free] !== undefined && this.sizes[free] !== size) free = `${free}'`;
    this.sizes[free] = size;
    return free;
  }
}

/** A new random tensor for each name. */
export const randomCells = (name: string, shape: readonly number[]): Given => filled(shape, seedFromName(name));

function sourceOf(node: NodeType, params: AnyParams, vocabularies: Setting['vocabularies'], naming: Naming) {
  const source: Source<string> = node.source?.(params as never, { vocabulary: (name) => vocabularies?.[name] }) ?? {
    symbols: {},
    constants: {},
  };
  const symbols: Record<string, Dim> = {};
  for (const [name, spec] of Object.entries(source.symbols)) if (spec) symbols[name] = naming.named(name, spec.size);
  const renamed = (dim: Dim): Dim => symbols[dim] ?? dim;
  const constants = Object.entries(source.constants).map(([name, c]) => {
    const below = c.below === undefined ? {} : { below: renamed(c.below) };
    return [name, { ...c, dims: c.dims.map(renamed), ...below }] as const;
  });
  return { source: { symbols: source.symbols, constants: Object.fromEntries(constants) }, symbols };
}

export function linkNode(node: NodeType, { inputs = {}, weights = {}, vocabularies, ...setting }: Setting): Linked {
  const naming = new Naming();
  const params = withDefaults(node, setting.params ?? {});
  const feeds: Record<string, Given> = {};
  const types: Record<string, Type[]> = {};
  for (const [port, given] of Object.entries(inputs)) {
    const spec = node.inputs[port];
    if (!spec) throw new Error(`${node.id} has no port ${port}`);
    const list = [given].flat() as Given[];
    types[port] = list.map((one) => naming.typeOf(spec, one));
    for (const [k, one] of list.entries()) feeds[spec.variadic ? `${port}.${k}` : port] = one;
  }
  const own = sourceOf(node, params, vocabularies, naming);
  const mode = { training: setting.training ?? false };
  const weightShapes = Object.fromEntries(Object.entries(weights).map(([name, { shape }]) => [name, shape]));
  const traced = traceNode({ node, inputs: types, params, ...own, sizes: naming.sizes, mode, weightShapes });
  for (const [name, { dims }] of Object.entries(traced.weights)) {
    feeds[`weight:${name}`] = weights[name] ?? randomCells(name, shapeOf(dims, naming.sizes));
  }
  for (const [name, { dims, data }] of Object.entries(own.source.constants)) {
    feeds[`constant:${name}`] = { shape: shapeOf(dims, naming.sizes), data };
  }
  return { traced, sizes: naming.sizes, feeds };
}

const upload = (kernels: Kernels, { shape, data }: Given): Buffer =>
  'upload64' in kernels
    ? (kernels as ReturnType<typeof float64Kernels>).upload64(shape, data)
    : kernels.upload({ shape, data: Float32Array.from(data) });

const read = async (kernels: Kernels, buffer: Buffer): Promise<Given> => ({
  shape: buffer.shape,
  data:
    'read64' in kernels ? (kernels as ReturnType<typeof float64Kernels>).read64(buffer) : await kernels.read(buffer),
});

/** The outputs of a Program, in the backend's own precision. Nothing stays on the device. */
export async function runProgram(
  program: Program,
  feeds: Linked['feeds'],
  sizes: Sizes,
  kernels: Kernels = float64Kernels(),
): Promise<Record<string, Given>> {
  const held = program.inputs.map(({ name }) => upload(kernels, feeds[name] as Given));
  try {
    const outs = Object.entries(execute(program, kernels, [...held], sizes));
    held.push(...outs.map(([, buffer]) => buffer));
    const cells = await Promise.all(outs.map(([, buffer]) => read(kernels, buffer)));
    return Object.fromEntries(outs.map(([name], i) => [name, cells[i] as Given]));
  } finally {
    for (const buffer of held) kernels.free(buffer);
  }
}

/** The outputs of one node, by default in float64. */
export function runNode(node: NodeType, setting: Setting, kernels?: Kernels): Promise<Record<string, Given>> {
  const { traced, feeds, sizes } = linkNode(node, setting);
  return runProgram(traced.program, feeds, sizes, kernels);
}

/** Outputs, and `gradient:<input>` of sum(output * cotangent) for each of `wrt` that is reached. */
export function runGradients(
  { traced, feeds, sizes }: Linked,
  cotangents: Readonly<Record<string, Given>>,
  wrt: readonly string[],
  kernels?: Kernels,
): Promise<Record<string, Given>> {
  const of = Object.keys(cotangents);
  const given = Object.fromEntries(of.map((port) => [`cotangent:${port}`, cotangents[port] as Given]));
  return runProgram(gradient(traced.program, of, wrt, sizes), { ...feeds, ...given }, sizes, kernels);
}

/** Cells as float32, for comparisons. */
export const asTensor = ({ shape, data }: Given): Tensor => ({ shape, data: Float32Array.from(data) });

function exampleCells(port: string, { shape, below, values }: ExampleInput): Given {
  const drawn = filled(shape, seedFromName(port), below === undefined ? undefined : (u) => Math.floor(u * below));
  return { shape, data: values ?? drawn.data, ...(below === undefined ? {} : { below }) };
}

export interface Case extends Setting {
  readonly label: string;
  readonly inputs: Readonly<Record<string, readonly Given[]>>;
  readonly params: AnyParams;
}

/** The example of a node type and each of its variants, as settings in training mode, where most of a body runs. */
export function casesOf({ example }: { readonly example: Example<unknown> }): Case[] {
  const base = { params: {}, inputs: example.inputs };
  return [base, ...(example.variants ?? [])].map((variant) => {
    const params = { ...example.params, ...variant.params } as AnyParams;
    const inputs = Object.entries(variant.inputs ?? example.inputs).map(([port, given]) => {
      const list = [given].flat() as ExampleInput[];
      return [port, list.map((one, k) => exampleCells(`${port}.${k}`, one))] as const;
    });
    const shapes = inputs.flatMap(([port, list]) => list.map(({ shape }) => `${port} [${shape}]`));
    const label = [JSON.stringify(params), ...shapes].join(' ');
    const { vocabularies } = example;
    return {
      label,
      params,
      inputs: Object.fromEntries(inputs),
      training: true,
      ...(vocabularies ? { vocabularies } : {}),
    };
  });
}

/** Row `k` along the first axis. */
export function row({ shape, data, below }: Given, k: number): Given {
  const inner = shape.slice(1);
  const cells = Array.from(data).slice(k * count(inner), (k + 1) * count(inner));
  return { shape: inner, data: cells, ...(below === undefined ? {} : { below }) };
}
