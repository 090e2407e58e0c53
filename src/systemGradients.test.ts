// Gradients of the systems while training, through time, walls and stacks: as central differences in float64 say.
import { expect, it } from 'vitest';
import { checkGraph } from './execution/check';
import type { Checked } from './execution/checked';
import { Executor } from './execution/executor';
import { gradientsOf } from './execution/gradients';
import { Interner } from './execution/keys';
import { weightTensor } from './execution/weights';
import type { Graph, WeightEntry } from './graph/graph';
import { float64Kernels } from './kernels/float64';
import { shapeOf } from './tensor/dim';
import { count, tensor } from './tensor/tensor';
import { checkOptions } from './testing/build';
import { systems, withParams } from './testing/systemChecks';

const STEP = 2 ** -9;
const TOLERANCE = 1e-3;

type Explicit = Extract<WeightEntry, { data: unknown }>;

const checked = (graph: Graph): Checked => checkGraph(graph, { ...checkOptions(), mode: { training: true } });

/** Every weight as its cells. */
function cellsOf(graph: Graph): Record<string, Explicit> {
  const { nodes, sizes } = checked(graph);
  const outer = [...nodes.values()].filter(({ node }) => node.parent === undefined);
  return Object.fromEntries(
    outer.flatMap(({ id, type, traced }) =>
      Object.entries(traced?.weights ?? {}).map(([own, weight]) => {
        const name = type?.container ? own : `${id}.${own}`;
        const { shape, data } = weightTensor(graph, name, weight, sizes);
        return [name, { shape, data: [...data] }] as const;
      }),
    ),
  );
}

/** A port's cells, each times a factor of its own. */
async function weighted(graph: Graph, node: string, port: string): Promise<number> {
  const executor = new Executor(float64Kernels(), new Interner());
  await executor.run(checked(graph), { signal: new AbortController().signal, pause: async () => {} });
  const value = await executor.read(node, port);
  executor.close();
  return [...(value?.data ?? [])].reduce((sum, cell, i) => sum + cell * Math.fround(Math.sin(i)), 0);
}

it.each([
  ['rnn-encoder-decoder', 'decoder', 'logits', 1],
  ['lstm-encoder-decoder', 'decoder', 'logits', 1],
  ['bahdanau-attention', 'decoder', 'logits', 1],
  ['transformer', 'output', 'out', 1],
  ['transformer', 'output', 'out', 2],
  ['gpt-block', 'output', 'out', 1],
])('%s: gradients of %s.%s, %i times stacked', async (name, node, port, times) => {
  const preset = systems[name] as Graph;
  const graph = times === 1 ? preset : withParams(withParams(preset, 'encoder', { times }), 'decoder', { times });
  const weights = cellsOf(graph);
  const fixed = { ...graph, weights };
  const now = checked(fixed);
  const shape = shapeOf(now.nodes.get(node)?.outputs[port]?.dims ?? [], now.sizes);
  const factors = Float32Array.from({ length: count(shape) }, (_, i) => Math.sin(i));
  const grads = await gradientsOf(now, float64Kernels(), `${node}.${port}`, tensor(shape, factors));
  for (const [weight, { shape: own, data }] of Object.entries(weights)) {
    const cell = Math.floor(data.length * 0.71);
    const moved = (by: number) =>
      weighted(
        {
          ...fixed,
          weights: { ...weights, [weight]: { shape: own, data: data.with(cell, (data[cell] as number) + by) } },
        },
        node,
        port,
      );
    const difference = ((await moved(STEP)) - (await moved(-STEP))) / (2 * STEP);
    const off = Math.abs((grads[weight]?.data[cell] ?? Number.NaN) - difference);
    expect(off / Math.max(1, Math.abs(difference)), `${weight}[${cell}]`).toBeLessThan(TOLERANCE);
  }
});
