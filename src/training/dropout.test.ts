// Dropout while training: another mask at every step, also inside loops and stacks; nothing of it where answers are judged.
import { expect, it } from 'vitest';
import { Traces } from '../execution/traces';
import type { Edge, Graph } from '../graph/graph';
import { type TrainingPart, trainingSettings } from '../graph/training';
import { createKernels } from '../kernels/devices';
import type { Backend } from '../kernels/kernel';
import { nodeType } from '../nodes/registry';
import type { Tensor } from '../tensor/tensor';
import { systems, withParams } from '../testing/systemChecks';
import { lookup } from '../testing/trainable';
import { masksOf } from './masks';
import { planTraining, type TrainingPlan } from './plan';
import { type StepReport, Trainer } from './trainer';

const planned = (graph: Graph, part: TrainingPart): TrainingPlan =>
  planTraining(graph, trainingSettings({ ...graph.training, ...part }), { nodeType, traces: new Traces() });

/** With half of a port's cells dropped on the way to whoever reads it at `target`. */
function dropping(
  graph: Graph,
  [source, sourcePort]: [string, string],
  target: string,
  id = 'drop',
  own: { seed?: number } = {},
): Graph {
  const from = graph.nodes.find(({ id }) => id === source);
  const cut = (edge: Edge) => edge.source === source && edge.sourcePort === sourcePort && edge.target === target;
  const parent = from?.parent === undefined ? {} : { parent: from.parent };
  return {
    ...graph,
    nodes: [
      ...graph.nodes,
      { id, type: 'dropout', position: { x: 0, y: 0 }, params: { rate: 0.5, ...own }, ...parent },
    ],
    edges: graph.edges.flatMap((edge) =>
      cut(edge)
        ? [
            { ...edge, target: id, targetPort: 'x' },
            { ...edge, id: `${id}ped`, source: id, sourcePort: 'out' },
          ]
        : [edge],
    ),
  };
}

const small = dropping(lookup, ['embedding', 'out'], 'output');
const looped = dropping(systems['bahdanau-attention'] as Graph, ['decoder-cell', 'hidden'], 'join-state');
const stacked = dropping(
  withParams(systems.transformer as Graph, 'encoder', { times: 2 }),
  ['encoder-feed-add', 'out'],
  'encoder-feed-norm',
);

async function losses(plan: TrainingPlan, steps: number, backend: Backend = 'cpu'): Promise<number[]> {
  const kernels = createKernels(backend);
  const trainer = new Trainer(plan, kernels, async () => {});
  const list: number[] = [];
  for (let k = 0; k < steps; k++) list.push(((await trainer.step()) as StepReport).loss);
  trainer.close();
  expect(kernels.stats().live).toBe(0);
  kernels.dispose();
  return list;
}

/** No weight moves, and every batch is all there is: what differs from step to step is the mask. */
const still: TrainingPart = { optimizer: 'sgd', learningRate: 0 };
const apart = (list: readonly number[]): number => new Set(list.map((loss) => loss.toFixed(4))).size;

it.each(['cpu', 'wasm'] as const)(
  'draws another mask at every step, and the same ones for a seed, on %s',
  async (backend) => {
    const masked = planned(small, still);
    const first = await losses(masked, 5, backend);
    expect(apart(first)).toBe(5);
    expect(await losses(masked, 5, backend)).toEqual(first);
    expect(await losses(planned(small, { ...still, seed: 2 }), 5, backend)).not.toEqual(first);
    expect(apart(await losses(planned(lookup, still), 5, backend))).toBe(1);
  },
);

it('has a mask of its own at every node that says no seed, and one mask for those that say the same', () => {
  const masks = (own: { seed?: number }) => {
    const first = dropping(lookup, ['embedding', 'out'], 'output', 'drop', own);
    const { step, checked } = planned(dropping(first, ['drop', 'out'], 'output', 'again', own), still);
    const drawn = masksOf(step.masks, checked.sizes, 1, 1);
    return [...drawn.values()].map(({ data }) => [...data]);
  };
  const [drop, again] = masks({});
  expect(again).toHaveLength(drop?.length as number);
  expect(again).not.toEqual(drop);
  const [one, other] = masks({ seed: 5 });
  expect(other).toEqual(one);
});

it('has a mask of its own at every copy of a stack, drawn from one seed', async () => {
  const { step, checked } = planned(stacked, still);
  expect(step.masks).toHaveLength(2);
  const drawn = () => [...masksOf(step.masks, checked.sizes, 1, 1).values()].map(({ data }) => [...data]);
  const [first, second] = drawn();
  expect(second).toHaveLength(first?.length as number);
  expect(second).not.toEqual(first);
  expect(drawn()).toEqual([first, second]);
  expect(await losses(planned(stacked, { ...still, batch: 2 }), 2)).toEqual(
    await losses(planned(stacked, { ...still, batch: 2 }), 2),
  );
});

it('judges what was not taught without dropout', async () => {
  const plain = planned(lookup, {});
  const from = Object.fromEntries(plain.feeds.map(({ name, value }) => [name, value]));
  const kernels = createKernels('cpu');
  const predicted = async (plan: TrainingPlan) => {
    const judged = plan.judging as NonNullable<TrainingPlan['judging']>;
    const trainer = new Trainer(plan, kernels, async () => {}, from);
    const feeds = [...judged.data].map(([name, value]) => ({ name, value, differentiable: false }));
    return trainer.evaluate(judged.program, judged.checked.sizes, [...judged.feeds, ...feeds]);
  };
  expect(await predicted(planned(small, {}))).toEqual(await predicted(plain));
});

it.each([
  ['a loop', looped, 'output.weight'],
  ['a stack', stacked, 'output.weight'],
])(
  'in %s it trains: the weights move against the gradient under the mask of the step',
  async (_name, graph, weight) => {
    const plan = planned(graph, {
      optimizer: 'sgd',
      learningRate: 1,
      schedule: 'constant',
      warmUp: 0,
      clip: 0,
      batch: 2,
    });
    const kernels = createKernels('float64');
    const trainer = new Trainer(plan, kernels, async () => {});
    const before = await trainer.read();
    await trainer.step();
    const after = await trainer.read();
    const name = Object.keys(before).find((own) => own.endsWith(weight)) ?? weight;
    const gradients = [...(before[name]?.data ?? [])].map((v, i) => v - (after[name]?.data[i] ?? Number.NaN));
    const cell = gradients.indexOf(Math.max(...gradients));
    const gradient = gradients[cell] as number;
    const moved = async (by: number): Promise<number> => {
      const { shape, data } = before[name] as Tensor;
      const from = {
        ...before,
        [name]: { shape, data: data.map((v, i) => (i === cell ? v + by : v)) as Float32Array },
      };
      return ((await new Trainer(plan, kernels, async () => {}, from).step()) as StepReport).loss;
    };
    const step = 2 ** -7;
    const difference = ((await moved(step)) - (await moved(-step))) / (2 * step);
    expect(gradient).toBeGreaterThan(1e-3);
    expect(Math.abs(gradient - difference)).toBeLessThan(1e-3 * Math.max(1, Math.abs(difference)));
    kernels.dispose();
  },
);
