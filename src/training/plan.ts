// What it takes to train a graph: its loss, its data, and the Programs of a step and of judging. Runs nothing.
import { checkGraph } from '../execution/check';
import type { Checked, CheckedNode } from '../execution/checked';
import { type Feed, type Linked, link } from '../execution/link';
import { showType } from '../execution/problem';
import type { Graph } from '../graph/graph';
import type { TrainingSettings } from '../graph/training';
import { withDefaults } from '../nodes/trace';
import type { NamedDataset, PlanOptions } from './datasets';
import { type Judging, judging } from './judging';
import { TrainingRefusal } from './refusal';
import { type StepProgram, stepProgram } from './step';

export interface TrainingPlan {
  readonly settings: TrainingSettings;
  /** `<node>.<port>` of the loss. */
  readonly loss: string;
  /** The graph as it trains: with a batch axis, dropout on, targets fed. */
  readonly checked: Checked;
  readonly step: StepProgram;
  /** What feeds a step beside the weights, and the weights' first values. */
  readonly feeds: readonly Feed[];
  readonly datasets: readonly NamedDataset[];
  /** Absent without held-out examples, or where the loss says nothing about right and wrong. */
  readonly judging?: Judging;
}

/** Throws TrainingRefusal. */
export function planTraining(graph: Graph, settings: TrainingSettings, options: PlanOptions): TrainingPlan {
  const shown = checkGraph(graph, options);
  const loss = lossOf(shown, settings.loss);
  const datasets = datasetsOf(graph, shown);
  const batch = datasets.length > 0 ? { batch: settings.batch } : {};
  const checked = checkGraph(graph, { ...options, mode: { training: true }, ...batch });
  requireReady(checked, loss, datasets.length > 0 ? ` with a batch of ${settings.batch}` : '');
  const { program, feeds } = linked(checked, loss);
  const weights = feeds.filter(({ weight }) => weight).map(({ name }) => name);
  const step = stepProgram(program, loss, weights, settings, checked.sizes);
  if (!step) {
    const node = nodeOf(loss);
    throw new TrainingRefusal(
      `No weight reaches ${labelOf(shown, node)}: wire it to something that a Linear, Embedding or another node with weights computes.`,
      [node],
    );
  }
  const judged = judging(graph, loss, datasets, step.places, options);
  return { settings, loss, checked, step, feeds, datasets, ...(judged ? { judging: judged } : {}) };
}

function linked(checked: Checked, loss: string): Linked {
  try {
    return link(checked, [loss]);
  } catch (error) {
    throw new TrainingRefusal(error instanceof Error ? error.message : String(error), [nodeOf(loss)]);
  }
}

const nodeOf = (port: string): string => port.slice(0, port.indexOf('.'));

export const labelOf = ({ nodes }: Checked, id: string): string => {
  const node = nodes.get(id);
  return node?.node.label ?? node?.type?.title ?? id;
};

/** The port of the settings, or the only one of the graph that is called a loss. */
function lossOf(checked: Checked, wanted: string): string {
  const port = wanted === '' ? onlyLoss(checked) : wanted;
  const [id, own] = port.split('.') as [string, string];
  const node = checked.nodes.get(id);
  if (!node?.ports.outputs[own]) {
    throw new TrainingRefusal(`The loss ${port} is not there: choose an output of a loss in the training settings.`);
  }
  if (node.node.parent !== undefined) {
    throw new TrainingRefusal(`${labelOf(checked, id)} lies inside a container: move the loss out of it.`, [id]);
  }
  requireReady(checked, port, '');
  const { dims } = node.outputs[own] as CheckedNode['outputs'][string];
  if (dims.length > 0) {
    const shape = showType(dims, checked.sizes);
    throw new TrainingRefusal(`${labelOf(checked, id)} gives ${shape}, but a loss is a single number.`, [id]);
  }
  return port;
}

function onlyLoss({ nodes }: Checked): string {
  const losses = [...nodes.values()].filter(({ type, node }) => type?.outputs.loss && node.parent === undefined);
  const [first, second] = losses;
  if (!first) {
    throw new TrainingRefusal(
      'There is no loss to make small: add Cross entropy or Mean squared error and wire what the graph says and what it should say.',
    );
  }
  if (second) {
    const names = losses.map(({ id }) => id);
    throw new TrainingRefusal(
      `There are several losses: choose one of ${names.join(', ')} in the training settings.`,
      names,
    );
  }
  return `${first.id}.loss`;
}

/** Throws the sentence of the first problem on the way to a port. */
function requireReady(checked: Checked, port: string, when: string): void {
  const id = nodeOf(port);
  if (checked.nodes.get(id)?.status === 'ready') return;
  const before = upstream(checked, id);
  const problem = checked.problems.find(({ node }) => before.has(node));
  if (!problem)
    throw new TrainingRefusal(`${labelOf(checked, id)} does not run${when}: something before it is muted.`, [id]);
  const parts = [problem.message, problem.detail, problem.advice].filter((part) => part !== undefined);
  const sentences = parts.map((part) => (/[.!?]$/.test(part) ? part : `${part}.`)).join(' ');
  throw new TrainingRefusal(`${labelOf(checked, problem.node)} does not run${when}: ${sentences}`, [problem.node]);
}

/** The node, what is before it, and what is inside of those. */
function upstream({ nodes }: Checked, id: string): Set<string> {
  const ids = new Set([id]);
  for (const one of ids) {
    for (const edges of Object.values(nodes.get(one)?.wires ?? {})) for (const { source } of edges) ids.add(source);
    for (const node of nodes.values()) if (node.node.parent === one) ids.add(node.id);
  }
  return ids;
}

function datasetsOf(graph: Graph, checked: Checked): NamedDataset[] {
  const context = { vocabulary: (name: string) => graph.vocabularies?.[name] };
  return [...checked.nodes.values()].flatMap(({ id, type, node, status }) => {
    if (!type?.dataset || status !== 'ready') return [];
    return [{ id, data: type.dataset(withDefaults(type, node.params ?? {}, id) as never, context) }];
  });
}
