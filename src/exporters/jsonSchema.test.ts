// The published schema is the one that the validators make, and it accepts exactly what loads.
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGraph } from '../graph/format';
import { limits } from '../graph/limits';
import type { JsonSchema } from '../graph/readers';
import { serializeGraph } from '../graph/serialize';
import { PROPERTY_RUNS } from '../testing/counts';
import { graphs } from '../testing/graphs';
import { schemaChecker } from '../testing/schemaChecker';
import { graphJsonSchema } from './jsonSchema';

const root = resolve(import.meta.dirname, '../..');
const marks = schemaChecker(graphJsonSchema());

it('is published as it is made (vitest -u writes it anew)', async () => {
  const text = `${JSON.stringify(graphJsonSchema(), undefined, 1)}\n`;
  await expect(text).toMatchFileSnapshot(resolve(root, 'public/graph.schema.json'));
});

it('says what every key means', () => {
  const missing: string[] = [];
  const visit = (schema: JsonSchema, path: string): void => {
    for (const [name, inner] of Object.entries(schema.properties ?? {})) {
      if (inner.description === undefined) missing.push(`${path}.${name}`);
      visit(inner, `${path}.${name}`);
    }
    if (schema.items) visit(schema.items, `${path}[]`);
  };
  visit(graphJsonSchema(), '');
  expect(missing).toEqual([]);
});

it('accepts every preset', async () => {
  const files = readdirSync(resolve(root, 'graphs')).filter((name) => name.endsWith('.json'));
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) expect(await marks(readFileSync(resolve(root, 'graphs', file), 'utf8')), file).toEqual([]);
});

/** Problems that JSON Schema has no words for; the schema says so in its description. */
const BEYOND =
  /^(duplicate-id|missing-node|missing-port|taken-port|wrong-parent)|lies in more than|takes \d+ bytes|has \d+ numbers, but|has \d+ cells/;

/** Said of a text before anything in it is looked at: whether the schema finds something else is another matter. */
const BEFORE = /^(unsafe-key|too-deep)/;

/** Accepts what loads, and refuses what does not for a reason that it can say. */
async function agrees(text: string): Promise<void> {
  const parsed = parseGraph(text);
  const problem = 'problem' in parsed ? `${parsed.problem.code} ${parsed.problem.path} ${parsed.problem.message}` : '';
  if (BEFORE.test(problem)) return;
  const found = await marks(text);
  const loads = problem === '' || BEYOND.test(problem);
  if (loads !== (found.length === 0)) {
    throw new Error(`loading: ${problem || 'fine'}; schema: ${JSON.stringify(found)}\n${text}`);
  }
}

type Value = Record<string, unknown> | unknown[];

/** Every object and list in a document. */
function insides(value: unknown, found: Value[] = []): Value[] {
  if (typeof value !== 'object' || value === null) return found;
  found.push(value as Value);
  for (const inner of Object.values(value)) insides(inner, found);
  return found;
}

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>('', 'a b', 'x'.repeat(65), 'é'.repeat(limits.label), '🙂'.repeat(limits.label), -1, 0.5),
  fc.constantFrom<unknown>('x'.repeat(limits.label + 1), '🙂'.repeat(limits.label + 1), 3.4028235677973366e38, -3.5e38),
  fc.constantFrom<unknown>(3.4028234e38, 2 ** 53, 2 ** 26, 2 ** 26 + 1, 1_000_000, 1_000_001, null, true, [], {}),
  fc.constantFrom<unknown>('linear', 'mask', 'tensor', 'unheard-of', 'causal', [[1, [2, [[3]]]]], [1, 2, 3, 4, 5]),
);
const keys = fc.constantFrom(
  'id',
  'type',
  'label',
  'params',
  'mode',
  'features',
  'data',
  'x',
  'steps',
  'year',
  'other',
);

/** A document with one thing in it replaced, added or taken away. */
const spoilt = fc
  .record({ graph: graphs, where: fc.nat(), which: fc.nat(), how: fc.constantFrom('set', 'add', 'remove'), odd, keys })
  .map(({ graph, where, which, how, odd: value, keys: key }) => {
    const document = JSON.parse(serializeGraph(graph)) as Record<string, unknown>;
    const all = insides(document);
    const place = all[where % all.length] as Record<string, unknown>;
    const names = Object.keys(place);
    const name = names[which % Math.max(1, names.length)];
    if (Array.isArray(place)) {
      if (how === 'remove') place.splice(which % Math.max(1, place.length), 1);
      else place.splice(which % Math.max(1, place.length), how === 'set' ? 1 : 0, value);
    } else if (how === 'add' || name === undefined) place[key] = value;
    else if (how === 'remove') delete place[name];
    else place[name] = value;
    return JSON.stringify(document);
  });

describe('what loads and what the schema accepts are the same', { timeout: 300_000 }, () => {
  it('for graphs of every node type', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, async (graph) => agrees(serializeGraph(graph))),
      { numRuns: PROPERTY_RUNS / 2 },
    );
  });

  it('for graphs with one thing replaced, added or taken away', async () => {
    await fc.assert(fc.asyncProperty(spoilt, agrees), { numRuns: 3 * PROPERTY_RUNS });
  });

  it.each([
    ['labels count characters, not units', { label: '🙂'.repeat(limits.label) }],
    ['one character too many', { label: `${'🙂'.repeat(limits.label)}a` }],
    ['a size that is no size', { size: { width: 0, height: 1 } }],
    ['a misspelt setting', { type: 'softmax', params: { temprature: 1 } }],
    ['a word that is no choice', { type: 'mask', params: { kind: 'casual' } }],
    ['five axes', { type: 'tensor', params: { values: [[[[[1]]]]] } }],
    ['a number that rounds to infinity', { type: 'tensor', params: { values: [3.4028235677973366e38] } }],
    ['the largest number', { type: 'tensor', params: { values: [3.4028235677973362e38] } }],
    ['a fraction that loads and does not run', { type: 'linear', params: { features: 0.5 } }],
  ])('%s', async (_, rest) => {
    const nodes = [{ id: 'a', type: 'linear', ...rest }];
    await agrees(JSON.stringify({ format: 'attention-graph', version: 1, nodes, edges: [] }));
  });
});
