// What a graph file of version 1 may hold, key by key. What nodes, ports and weights have to do with one another is in links.ts.
import * as z from 'zod/mini';
import { MAX_SKIP } from '../tensor/random/mersenne-twister';
import { limits } from './limits';
import { OPTIMIZERS, SCHEDULES } from './training';

export const FORMAT = 'attention-graph';
export const VERSION = 1;

const ID = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

export const id = z.string().check(z.regex(ID, 'must be a letter and then up to 63 letters, digits, "_" or "-"'));
export const weightName = z
  .string()
  .check(z.regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}(\[\d{1,2}\])*\.[A-Za-z][A-Za-z0-9_]{0,63}$/, 'must be <node>.<weight>'));
export const label = z.string().check(z.maxLength(limits.label));
const size = z.int().check(z.gte(0));

const schemes = ['torch-rand', 'torch-linear', 'torch-rnn', 'xavier-uniform', 'normal', 'zeros', 'ones'] as const;

export const drawnWeight = z.strictObject({
  scheme: z.enum(schemes),
  seed: size,
  skip: z.optional(z.int().check(z.gte(0), z.lte(MAX_SKIP))),
});

const cell = z.number().check(z.refine((value) => Number.isFinite(Math.fround(value)), 'must fit a 32-bit number'));

export const explicitWeight = z.strictObject({
  shape: z.array(size).check(z.maxLength(limits.rank)),
  data: z.array(cell),
});

export const position = z.strictObject({ x: z.number(), y: z.number() });

const node = z.strictObject({
  id,
  type: id,
  label: z.optional(label),
  position: z.optional(position),
  params: z.optional(z.record(z.string(), z.unknown())),
  parent: z.optional(id),
  size: z.optional(z.strictObject({ width: z.number().check(z.gt(0)), height: z.number().check(z.gt(0)) })),
  collapsed: z.optional(z.boolean()),
  mode: z.optional(z.enum(['bypass', 'mute'])),
});

const edge = z.strictObject({ id: z.optional(id), source: id, sourcePort: id, target: id, targetPort: id });

const preset = z.strictObject({ group: label, order: z.number(), year: z.optional(z.int()) });
const lessonStep = z.strictObject({ text: z.string(), nodes: z.optional(z.array(id)) });

export const vocabulary = z.array(z.string());

const share = z.number().check(z.gte(0), z.lt(1));
const positive = z.number().check(z.gt(0));
const notNegative = z.number().check(z.gte(0));

/** In the order in which it is written. */
export const training = z.strictObject({
  loss: z.optional(
    z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}\.[A-Za-z][A-Za-z0-9_]{0,63}$/, 'must be <node>.<port>')),
  ),
  optimizer: z.optional(z.enum(OPTIMIZERS)),
  momentum: z.optional(share),
  betas: z.optional(z.tuple([share, share])),
  epsilon: z.optional(positive),
  decay: z.optional(notNegative),
  learningRate: z.optional(positive),
  schedule: z.optional(z.enum(SCHEDULES)),
  warmUp: z.optional(size.check(z.lte(limits.trainingSteps))),
  clip: z.optional(notNegative),
  batch: z.optional(z.int().check(z.gte(1), z.lte(limits.batch))),
  steps: z.optional(z.int().check(z.gte(1), z.lte(limits.trainingSteps))),
  seed: z.optional(z.int().check(z.gte(0), z.lte(limits.seed))),
});

/** In the order in which the file is written. Weights are read one by one, since they come in two kinds. */
export const graphFile = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  title: z.optional(label),
  description: z.optional(z.string()),
  preset: z.optional(preset),
  nodes: z.array(node).check(z.maxLength(limits.nodes)),
  edges: z.array(edge).check(z.maxLength(limits.edges)),
  weights: z.optional(z.record(weightName, z.unknown())),
  vocabularies: z.optional(z.record(label, vocabulary)),
  training: z.optional(training),
  lesson: z.optional(z.array(lessonStep)),
  weightsFile: z.optional(
    z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, 'must be the bare name of a file')),
  ),
});

export type GraphFile = z.output<typeof graphFile>;
