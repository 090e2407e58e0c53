// The systems from the recurrent network to the Transformer on any backend: every value inside and out equals float64. Tests only.
import { expect, test } from 'vitest';
import bahdanau from '../../graphs/bahdanau-attention.json';
import gpt from '../../graphs/gpt-block.json';
import lstm from '../../graphs/lstm-encoder-decoder.json';
import rnn from '../../graphs/rnn-encoder-decoder.json';
import transformer from '../../graphs/transformer.json';
import type { Checked } from '../execution/checked';
import { Executor } from '../execution/executor';
import { Interner } from '../execution/keys';
import { parseGraph } from '../graph/format';
import type { Graph } from '../graph/graph';
import { float64Kernels } from '../kernels/float64';
import type { Kernels } from '../kernels/kernel';
import type { Tensor } from '../tensor/tensor';
import { check } from './build';
import { assertSame } from './oracle';

export function systemGraph(file: object): Graph {
  const parsed = parseGraph(JSON.stringify(file));
  if ('problem' in parsed) throw new Error(`${parsed.problem.path}: ${parsed.problem.message}`);
  return parsed.graph;
}

export const systems: Readonly<Record<string, Graph>> = {
  'rnn-encoder-decoder': systemGraph(rnn),
  'lstm-encoder-decoder': systemGraph(lstm),
  'bahdanau-attention': systemGraph(bahdanau),
  transformer: systemGraph(transformer),
  'gpt-block': systemGraph(gpt),
};

/** The graph with other settings of one node. */
export const withParams = (graph: Graph, id: string, params: Readonly<Record<string, unknown>>): Graph => {
  if (!graph.nodes.some((node) => node.id === id)) throw new Error(`there is no node ${id}`);
  const nodes = graph.nodes.map((node) => (node.id === id ? { ...node, params: { ...node.params, ...params } } : node));
  return { ...graph, nodes };
};

export function checkedSystem(graph: Graph): Checked {
  const checked = check(graph);
  expect(checked.problems).toEqual([]);
  expect([...checked.nodes.values()].filter(({ status }) => status !== 'ready').map(({ id }) => id)).toEqual([]);
  return checked;
}

/** Every value of a run by `<node>.<port>`, those inside a container as `<container>.<node>.<port>`. */
export async function valuesOf(graph: Graph, kernels: Kernels): Promise<ReadonlyMap<string, Tensor>> {
  const checked = checkedSystem(graph);
  const executor = new Executor(kernels, new Interner());
  const runs = await executor.run(checked, { signal: new AbortController().signal, pause: async () => {} });
  expect(runs.filter(({ state }) => state !== 'ran')).toEqual([]);
  const values = new Map<string, Tensor>();
  for (const { id } of runs) {
    for (const port of Object.keys(checked.nodes.get(id)?.traced?.program.outputs ?? {})) {
      const value = await executor.read(id, port);
      if (value) values.set(`${id}.${port}`, value);
    }
  }
  executor.close();
  expect(kernels.stats().live).toBe(0);
  return values;
}

export function valueAt(values: ReadonlyMap<string, Tensor>, name: string): Tensor {
  const value = values.get(name);
  if (!value) throw new Error(`nothing at ${name}; there are ${[...values.keys()].join(', ')}`);
  return value;
}

export function systemSuite(backend: string, create: () => Kernels): void {
  test.each(Object.entries(systems))(`%s on ${backend} gives what float64 gives`, async (_name, graph) => {
    const kernels = create();
    const [expected, actual] = [await valuesOf(graph, float64Kernels()), await valuesOf(graph, kernels)];
    expect([...actual.keys()]).toEqual([...expected.keys()]);
    for (const [name, value] of expected) assertSame(name, valueAt(actual, name), value);
    kernels.dispose();
  });
}
