// `train FILE`: trains from scratch and says how the held-out examples are answered.

import { Traces } from '../execution/traces';
import { weightFile } from '../exporters/trainedWeights';
import type { Graph } from '../graph/graph';
import { trainingSettings } from '../graph/training';
import { createKernels } from '../kernels/devices';
import { nodeType } from '../nodes/registry';
import { planTraining, type TrainingPlan } from '../training/plan';
import { TrainingRefusal } from '../training/refusal';
import { reseeded } from '../training/reseed';
import { Trainer } from '../training/trainer';
import { openUntrained } from './open';
import type { RunOptions } from './run';
import { RefusedError, type Terminal } from './terminal';

export interface TrainOptions extends RunOptions {
  readonly steps: number | undefined;
  readonly seed: number | undefined;
  /** Where the trained weights go, as safetensors. */
  readonly out: string | undefined;
}

/** Steps between two remarks about how it goes. */
const REMARK = 50;

/** `{"steps", "loss", "heldOut", "seconds"}`, or a few lines; how it goes is remarked meanwhile. 1 when it diverged. */
export async function trainCommand(terminal: Terminal, path: string, options: TrainOptions): Promise<number> {
  const plan = planned(openUntrained(terminal, path, options.settings), options);
  const kernels = createKernels(options.backend);
  try {
    const trainer = new Trainer(plan, kernels, async () => {});
    const start = performance.now();
    const loss = await trained(terminal, trainer, options.json);
    const seconds = (performance.now() - start) / 1000;
    if (loss === undefined) return 1;
    const score = await trainer.score();
    if (options.out !== undefined) terminal.write(options.out, weightFile(await trainer.read()));
    trainer.close();
    const heldOut = score ? { exactMatch: score.exactMatch, tokenAccuracy: score.tokenAccuracy } : null;
    terminal.print(
      options.json
        ? JSON.stringify({ steps: trainer.taken, loss, heldOut, seconds })
        : [
            `${trainer.taken} steps in ${seconds.toFixed(1)} s on ${options.backend}, loss ${loss.toFixed(4)}`,
            score
              ? `held out: exact match ${score.exactMatch.toFixed(3)}, tokens ${score.tokenAccuracy.toFixed(3)} of ${score.examples} examples`
              : 'nothing is held out, so there is no score',
          ].join('\n'),
    );
    return 0;
  } finally {
    kernels.dispose();
  }
}

function planned(graph: Graph, { steps, seed }: TrainOptions): TrainingPlan {
  const traces = new Traces();
  const settings = {
    ...trainingSettings(graph.training),
    ...(steps === undefined ? {} : { steps }),
    ...(seed === undefined ? {} : { seed }),
  };
  try {
    return planTraining(reseeded(graph, settings.seed, { nodeType, traces }), settings, { nodeType, traces });
  } catch (error) {
    throw error instanceof TrainingRefusal ? new RefusedError(error.message) : error;
  }
}

/** The last loss; undefined when it diverged. */
async function trained(terminal: Terminal, trainer: Trainer, quietly: boolean): Promise<number | undefined> {
  let loss = Number.NaN;
  while (trainer.taken < trainer.settings.steps) {
    const report = await trainer.step();
    if ('where' in report) {
      terminal.remark(report.message);
      return undefined;
    }
    loss = report.loss;
    if (!quietly && report.step % REMARK === 0) terminal.remark(`step ${report.step}, loss ${loss.toFixed(4)}`);
  }
  return loss;
}
