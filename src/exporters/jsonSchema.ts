// The JSON Schema of a graph file, made from the readers of one and from what the node types declare.
import { limits } from '../graph/limits';
import { paramSchema } from '../graph/paramSchema';
import type { JsonSchema } from '../graph/readers';
import { drawnWeight, explicitWeight, graphFile } from '../graph/schema';
import type { NodeType } from '../nodes/node';
import type { Param } from '../nodes/params';
import { nodeTypes } from '../nodes/registry';
import { KEY_DOCS } from './jsonSchemaDocs';

const ABOUT = [
  'A graph of Attention Workbench, version 1. The schema accepts exactly the files that load, but for what JSON Schema',
  'cannot say: ids are unique; edges join ports that their nodes have, one wire to an input that does not grow; parents',
  'and the owners of weights exist, and nothing lies in itself or in more than 8 containers; an explicit weight has as',
  'many numbers as its shape takes; a text takes at most 16 KiB; a file has no key twice, none named __proto__, at most',
  '64 open brackets and 8 MiB.',
].join(' ');

/** Draft 7, which editors know best. The same schema on every call. */
export function graphJsonSchema(): JsonSchema {
  const { properties = {}, ...file } = graphFile.schema;
  const whole = {
    ...file,
    properties: {
      ...properties,
      nodes: { ...properties.nodes, items: nodeSchema(properties.nodes?.items ?? {}) },
      weights: {
        ...properties.weights,
        additionalProperties: { anyOf: [drawnWeight.schema, explicitWeight.schema] },
        maxProperties: limits.tensorsPerFile,
      },
    },
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Attention graph',
    ...documented(whole, ''),
    description: ABOUT,
  };
}

/** A type that no release knows may have any params; one that is known has those it declares. */
function nodeSchema({ properties = {}, ...node }: JsonSchema): JsonSchema {
  const known = nodeTypes.map(({ id }) => id);
  const type = {
    anyOf: [
      { enum: known, enumDescriptions: nodeTypes.map(({ title, summary }) => `${title}: ${summary}`) },
      properties.type,
    ],
  };
  return { ...node, properties: { ...properties, type }, allOf: nodeTypes.map(paramsOfType) };
}

function paramsOfType({ id, renamedFrom = [], title, params }: NodeType): JsonSchema {
  const named = Object.entries(params).map(([name, param]) => [name, describedParam(param)] as const);
  return {
    if: { properties: { type: { enum: [id, ...renamedFrom] } }, required: ['type'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema, in a plain object that nobody awaits.
    then: {
      properties: {
        params: {
          type: 'object',
          description: `Settings of ${title}.`,
          properties: Object.fromEntries(named),
          additionalProperties: false,
        },
      },
    },
  };
}

function describedParam(param: Param<unknown>): JsonSchema {
  const { doc, min, max, control } = param;
  const isNumber = control === 'number' || control.startsWith('integer');
  const range = isNumber ? [min === undefined ? '' : `at least ${min}`, max === undefined ? '' : `at most ${max}`] : [];
  const bounds = range.filter(Boolean).join(' and ');
  const whole = control.startsWith('integer') ? 'A whole number' : 'A number';
  const description = `${sentence(doc)}${bounds === '' ? '' : ` ${whole}, ${bounds}.`}`;
  return { ...paramSchema(param).schema, description, ...(param.own ? {} : { default: param.default }) };
}

const sentence = (doc: string): string =>
  `${doc.slice(0, 1).toUpperCase()}${doc.slice(1)}.`.replace(/([.!?])\.$/, '$1');

/** With what each key means beside it: `nodes[].position.x`. */
function documented(schema: JsonSchema, path: string): JsonSchema {
  const { properties, items, additionalProperties: more, anyOf } = schema;
  const doc = KEY_DOCS[path];
  const inside = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const named = Object.entries(properties ?? {}).map(([name, inner]) => [name, documented(inner, inside(name))]);
  return {
    ...(doc === undefined ? {} : { description: doc }),
    ...schema,
    ...(properties ? { properties: Object.fromEntries(named) } : {}),
    ...(items ? { items: documented(items, `${path}[]`) } : {}),
    ...(typeof more === 'object' ? { additionalProperties: documented(more, `${path}{}`) } : {}),
    ...(anyOf ? { anyOf: (anyOf as JsonSchema[]).map((inner) => documented(inner, path)) } : {}),
  };
}
