// The one way out of a graph: the same graph gives the same bytes, and what it writes reads back as the same graph.
import type { AnyParams } from '../nodes/node';
import { nodeType } from '../nodes/registry';
import type { Edge, Graph, GraphNode, WeightEntry } from './graph';
import { type Json, layOut } from './layout';
import { type Numbers, shortestNumbers } from './numbers';
import { FORMAT, VERSION } from './schema';
import { DEFAULT_TRAINING, type TrainingPart } from './training';
import { ownerOf } from './weights';

/** The text of a graph file. Throws RangeError for a number that is not finite, which no edit lets into a graph. */
export function serializeGraph(graph: Graph): string {
  const { title, description, preset, nodes, edges, weights, vocabularies, training, lesson, weightsFile } = graph;
  return layOut({
    format: FORMAT,
    version: VERSION,
    title,
    description,
    preset: preset && { group: preset.group, order: preset.order, year: preset.year },
    nodes: nodes.map(nodeJson),
    edges: edges.map(edgeJson),
    weights: weights && weightsJson(weights, nodes),
    vocabularies: vocabularies && byName(vocabularies),
    training: training && trainingJson(training),
    lesson: lesson?.map(({ text, nodes: shown }) => ({ text, nodes: shown })),
    weightsFile,
  });
}

function nodeJson({ id, type, label, position, params, parent, size, collapsed, mode }: GraphNode): Json {
  return {
    id,
    type,
    label,
    position: { x: position.x, y: position.y },
    params: params && paramsJson(type, params),
    parent,
    size: size && { width: size.width, height: size.height },
    collapsed,
    mode,
  };
}

const edgeJson = ({ id, source, sourcePort, target, targetPort }: Edge): Json => ({
  id,
  source,
  sourcePort,
  target,
  targetPort,
});

/** As the node type declares them; those of an unknown type by name. */
function paramsJson(type: string, params: AnyParams): Json {
  const known = nodeType(type);
  if (!known) return byName(params as Readonly<Record<string, Json>>);
  const declared = Object.entries(known.params).filter(([name]) => Object.hasOwn(params, name));
  return Object.fromEntries(
    declared.map(([name, { control }]) => {
      const value = params[name];
      return [name, control === 'values' ? shortestNumbers(value as Numbers) : (value as Json)];
    }),
  );
}

/** In the order in which the defaults stand. */
const trainingJson = (part: TrainingPart): Json =>
  Object.fromEntries(
    Object.keys(DEFAULT_TRAINING).map((name) => [name, part[name as keyof TrainingPart] as Json | undefined]),
  );

/** In the order of their nodes, then by name. */
function weightsJson(weights: Readonly<Record<string, WeightEntry>>, nodes: readonly GraphNode[]): Json {
  const places = new Map(nodes.map(({ id }, i) => [id, i]));
  const place = (name: string): number => places.get(ownerOf(name)) ?? places.size;
  const entries = Object.entries(weights).sort(([a], [b]) => place(a) - place(b) || compare(a, b));
  return Object.fromEntries(entries.map(([name, entry]) => [name, weightJson(entry)]));
}

function weightJson(entry: WeightEntry): Json {
  if ('data' in entry) return { shape: entry.shape, data: shortestNumbers(entry.data) };
  return { scheme: entry.scheme, seed: entry.seed, skip: entry.skip };
}

/** By code units, which no locale changes. */
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const byName = <T extends Json>(record: Readonly<Record<string, T>>): Json =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => compare(a, b)));
