// What a graph file of version 1 may hold, key by key. What nodes, ports and weights have to do with one another is in links.ts.
import { MAX_SKIP } from '../tensor/random/mersenne-twister';
import { limits } from './limits';
import {
  anything,
  flag,
  float32List,
  integer,
  list,
  number,
  object,
  oneOf,
  optional,
  type Read,
  type Reader,
  record,
  text,
} from './readers';
import { OPTIMIZERS, SCHEDULES } from './training';

export const FORMAT = 'attention-graph';
export const VERSION = 1;

export const id = text({
  like: [/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'must be a letter and then up to 63 letters, digits, "_" or "-"'],
});
export const weightName = text({
  like: [/^[A-Za-z][A-Za-z0-9_-]{0,63}(\[\d{1,2}\])*\.[A-Za-z][A-Za-z0-9_]{0,63}$/, 'must be <node>.<weight>'],
});
export const label = text({ most: limits.label });
const size = integer({ least: 0 });

const schemes = ['torch-rand', 'torch-linear', 'torch-rnn', 'xavier-uniform', 'normal', 'zeros', 'ones'] as const;

export const drawnWeight = object({
  scheme: oneOf(schemes),
  seed: size,
  skip: optional(integer({ least: 0, most: MAX_SKIP })),
});

export const explicitWeight = object({ shape: list(size, { most: limits.rank }), data: float32List });

const node = object({
  id,
  type: id,
  label: optional(label),
  position: optional(object({ x: number(), y: number() })),
  params: optional(record(anything)),
  parent: optional(id),
  size: optional(object({ width: number({ above: 0 }), height: number({ above: 0 }) })),
  collapsed: optional(flag),
  mode: optional(oneOf(['bypass', 'mute'])),
});

const edge = object({ id: optional(id), source: id, sourcePort: id, target: id, targetPort: id });

const preset = object({ group: label, order: number(), year: optional(integer()) });
const lessonStep = object({ text: text(), nodes: optional(list(id)) });

export const vocabulary = list(text());

const share = number({ least: 0, below: 1 });
const positive = number({ above: 0 });
const notNegative = number({ least: 0 });

/** In the order in which it is written. */
const training = object({
  loss: optional(
    text({ like: [/^[A-Za-z][A-Za-z0-9_-]{0,63}\.[A-Za-z][A-Za-z0-9_]{0,63}$/, 'must be <node>.<port>'] }),
  ),
  optimizer: optional(oneOf(OPTIMIZERS)),
  momentum: optional(share),
  betas: optional(list(share, { least: 2, most: 2 }) as Reader<[number, number]>),
  epsilon: optional(positive),
  decay: optional(notNegative),
  learningRate: optional(positive),
  schedule: optional(oneOf(SCHEDULES)),
  warmUp: optional(integer({ least: 0, most: limits.trainingSteps })),
  clip: optional(notNegative),
  batch: optional(integer({ least: 1, most: limits.batch })),
  steps: optional(integer({ least: 1, most: limits.trainingSteps })),
  seed: optional(integer({ least: 0, most: limits.seed })),
});

/** In the order in which the file is written. Weights are read one by one, since they come in two kinds. */
export const graphFile = object({
  format: oneOf([FORMAT]),
  version: oneOf([VERSION]),
  title: optional(label),
  description: optional(text()),
  preset: optional(preset),
  nodes: list(node, { most: limits.nodes }),
  edges: list(edge, { most: limits.edges }),
  weights: optional(record(anything, weightName)),
  vocabularies: optional(record(vocabulary, label)),
  training: optional(training),
  lesson: optional(list(lessonStep)),
  weightsFile: optional(text({ like: [/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, 'must be the bare name of a file'] })),
});

export type GraphFile = Read<typeof graphFile>;
