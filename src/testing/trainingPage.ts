// Training as the page keeps it, with an engine that says what a test lets it say. Tests only.
import type { Graph } from '../graph/graph';
import type { Checkpoint, CheckpointStorage } from '../store/checkpoints';
import { createDocumentStore } from '../store/documentStore';
import { createRunStore } from '../store/runStore';
import { Training } from '../store/training';
import type { EngineClient } from '../worker/client';
import type { TrainingReply, TrainingRequest, WeightsMessage } from '../worker/trainingMessages';
import { node, wires } from './build';
import { deafEngine } from './deafEngine';

export const small: Graph = {
  title: 'Small',
  nodes: [
    node('x', 'tensor', { values: [[1, 2]] }),
    node('layer', 'linear', { features: 1, bias: false }),
    node('want', 'tensor', { values: [[1]] }),
    node('loss', 'mean-squared-error'),
  ],
  edges: wires('x.out > layer.x', 'layer.out > loss.prediction', 'want.out > loss.target'),
  weights: { 'layer.weight': { scheme: 'torch-linear', seed: 3 } },
};

export const learned = (a: number, b: number): WeightsMessage => ({
  'layer.weight': { shape: [2, 1], data: Float32Array.of(a, b) },
});

export function storageOf(...kept: Checkpoint[]): CheckpointStorage & { readonly kept: Map<string, Checkpoint> } {
  const map = new Map(kept.map((checkpoint) => [checkpoint.id, checkpoint]));
  return {
    kept: map,
    all: async () => [...map.values()],
    put: async (checkpoint) => {
      map.set(checkpoint.id, checkpoint);
    },
    remove: async (id) => {
      map.delete(id);
    },
  };
}

/** An engine that says what the test lets it say. */
export function begin(storage = storageOf(), of = small) {
  const heard: TrainingRequest['kind'][] = [];
  let say: (reply: TrainingReply) => void = () => {};
  const engine: EngineClient = {
    ...deafEngine,
    train: () => {
      heard.push('train-start');
      return 1;
    },
    sendTraining: (request) => heard.push(request.kind),
    onTraining: (hearer) => {
      say = hearer;
      return () => {};
    },
  };
  const document = createDocumentStore(of);
  const run = createRunStore(document, () => engine);
  const training = new Training({ document, run, engine, storage });
  const tell = (reply: Record<string, unknown> & { readonly kind: TrainingReply['kind'] }): void =>
    say({ training: 1, ...reply } as unknown as TrainingReply);
  const ready = (): void => {
    training.start('graph');
    tell({ kind: 'train-ready', backend: 'cpu', weights: ['layer.weight'], parameters: 2 });
  };
  const weightOf = () => document.getState().graph.weights?.['layer.weight'];
  return { training, document, run, heard, tell, ready, storage, weightOf, now: () => training.state.getState() };
}

export const progress = (step: number, loss: number) => ({
  kind: 'train-progress' as const,
  steps: [{ step, loss, gradientNorm: 1, learningRate: 0.01 }],
  stepsPerSecond: 100,
});
