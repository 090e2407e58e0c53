// The numbers behind weights: explicit cells, or a draw. Checks that they fit the node.
import type { Graph } from '../graph/graph';
import type { TracedWeight } from '../nodes/trace';
import { type Sizes, sizeOf } from '../tensor/dim';
import { chrono } from '../tensor/random/chrono';
import { draw, seedFromName } from '../tensor/random/schemes';
import { float32, showDims, type Tensor, tensor } from '../tensor/tensor';
import type { CheckedNode } from './checked';
import type { Problem } from './problem';

const shapeIn = (weight: TracedWeight, sizes: Sizes): (number | undefined)[] =>
  weight.dims.map((d) => sizeOf(d, sizes));

/** The weight's name in the graph: `<nodeId>.<weight>`. Those of the nodes inside a container have theirs already. */
export const weightName = (node: Pick<CheckedNode, 'id' | 'type'>, own: string): string =>
  node.type?.container ? own : `${node.id}.${own}`;

/** How a weight is drawn or given: its entry, or its node type's default scheme and a seed from its name. */
export function weightEntry(graph: Graph, name: string, weight: TracedWeight) {
  const entry = Object.hasOwn(graph.weights ?? {}, name) ? graph.weights?.[name] : undefined;
  return entry ?? { scheme: weight.spec.init, seed: seedFromName(name) };
}

type Explicit = Extract<ReturnType<typeof weightEntry>, { readonly data: unknown }>;

const cells = new WeakMap<Explicit, Float32Array>();

/** Remembered by identity: entries are immutable, and every run asks for those of every node that it computes. */
export function cellsOf(entry: Explicit): Float32Array {
  const known = cells.get(entry);
  if (known) return known;
  const made = float32(entry.data);
  cells.set(entry, made);
  return made;
}

/** Cells of the weight `<nodeId>.<weight>`, row-major in [d_in, d_out]. Throws RangeError when the scheme cannot draw it. */
export function weightTensor(graph: Graph, name: string, weight: TracedWeight, sizes: Sizes): Tensor {
  const entry = weightEntry(graph, name, weight);
  if ('data' in entry) return tensor(entry.shape, cellsOf(entry));
  const shape = shapeIn(weight, sizes) as number[];
  const { in: fanIn, units } = weight.spec.fan ?? {};
  const fan = {
    ...(fanIn === undefined ? {} : { in: sizeOf(fanIn, sizes) as number }),
    ...(units === undefined ? {} : { units: sizeOf(units, sizes) as number }),
  };
  const drawn = draw(entry, shape, fan);
  return tensor(shape, weight.spec.chrono ? chrono(drawn, entry, weight.spec.chrono) : drawn);
}

export function weightProblem(graph: Graph, node: CheckedNode, sizes: Sizes): Problem | undefined {
  for (const [name, weight] of Object.entries(node.traced?.weights ?? {})) {
    const shape = shapeIn(weight, sizes);
    const about = { node: node.id, code: 'weight' as const };
    if (shape.some((size) => size === undefined)) {
      return {
        ...about,
        message: `The size of the weight ${name} is not known`,
        advice: 'Wire a Text, name a vocabulary, or give the weight explicit values.',
      };
    }
    const entry = weightEntry(graph, weightName(node, name), weight);
    if ('shape' in entry && entry.shape.join() !== shape.join()) {
      return {
        ...about,
        message: `The weight ${name} does not fit`,
        detail: `Its values are ${showDims(entry.shape)}, but the node needs ${showDims(shape as number[])}.`,
        advice: 'Draw it again, or give values of that shape.',
      };
    }
    const refused = drawProblem(entry, shape as number[]);
    if (refused) return { ...about, message: `The weight ${name} cannot be drawn`, detail: refused };
  }
  return undefined;
}

function drawProblem(entry: ReturnType<typeof weightEntry>, shape: readonly number[]): string | undefined {
  if (!('scheme' in entry)) return undefined;
  if (entry.scheme === 'xavier-uniform' && shape.length !== 2) return 'xavier-uniform draws matrices only.';
  return undefined;
}

/** Ids that come from a constant without a vocabulary: whole numbers inside the table they are looked up in. */
export function idProblem(
  node: CheckedNode,
  done: ReadonlyMap<string, CheckedNode>,
  sizes: Sizes,
): Problem | undefined {
  for (const [port, edges] of Object.entries(node.wires)) {
    if (node.type?.inputs[port]?.dtype !== 'int') continue;
    for (const edge of edges) {
      const constant = Object.values(done.get(edge.source)?.source?.constants ?? {})[0];
      if (!constant || constant.dtype === 'int') continue;
      const rows = tableRows(node, port, sizes);
      const bad = constant.data.find((id) => !Number.isInteger(id) || (rows !== undefined && (id < 0 || id >= rows)));
      if (bad === undefined) continue;
      return {
        node: node.id,
        code: 'value',
        ports: [port],
        message: `${bad} is not an id that ${port} can take`,
        advice: rows === undefined ? 'Ids are whole numbers.' : `Ids are whole numbers from 0 to ${rows - 1}.`,
      };
    }
  }
  return undefined;
}

/** Rows of the table that a port's ids are gathered from, read off the Program. */
function tableRows({ traced }: CheckedNode, port: string, sizes: Sizes): number | undefined {
  const input = traced?.program.inputs.find(({ name }) => name === port);
  const step = traced?.program.steps.find(({ op, args }) => op.id === 'gather' && args[1] === input?.value);
  const rows = step && traced?.program.types[step.args[0] as number]?.dims[0];
  return rows === undefined ? undefined : sizeOf(rows, sizes);
}
