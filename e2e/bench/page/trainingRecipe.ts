// What every engine trains in the benchmark: Bahdanau's attention on German numbers, as its preset says. Knows no engine.
import source from '../../../graphs/bahdanau-attention.json?raw';
import { Traces } from '../../../src/execution/traces';
import { parseGraph } from '../../../src/graph/format';
import { trainingSettings } from '../../../src/graph/training';
import { nodeType } from '../../../src/nodes/registry';
import type { Tensor } from '../../../src/tensor/tensor';
import { batchesOf } from '../../../src/training/batches';
import { dataOf } from '../../../src/training/datasets';
import { planTraining, type TrainingPlan } from '../../../src/training/plan';
import { learningRateAt } from '../../../src/training/schedule';

export interface Recipe {
  readonly plan: TrainingPlan;
  /** By `<node>.<weight>`, as they are drawn: what every engine starts from. */
  readonly weights: ReadonlyMap<string, Tensor>;
  /** The examples of a step, by `<node>.<port>`; 1 is the first. */
  batch(step: number): ReadonlyMap<string, Tensor>;
  rate(step: number): number;
}

export interface TrainingRunner {
  readonly engine: string;
  readonly backend: string;
  /** Takes the next step and gives its loss, read. */
  step(): Promise<number>;
  dispose(): void;
}

export function recipeOf(): Recipe {
  const parsed = parseGraph(source);
  if (!('graph' in parsed)) throw new Error(parsed.problem.message);
  const settings = trainingSettings(parsed.graph.training);
  const plan = planTraining(parsed.graph, settings, { nodeType, traces: new Traces() });
  const batches = plan.datasets.map(({ data }) => batchesOf(data, settings.batch, settings.seed));
  return {
    plan,
    weights: new Map(plan.feeds.filter(({ weight }) => weight).map(({ name, value }) => [name, value])),
    batch: (step) => dataOf(plan.datasets, (_data, k) => batches[k]?.(step) ?? []),
    rate: (step) => learningRateAt(settings, step),
  };
}
