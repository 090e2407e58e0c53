// What the presets promise of their training, through the command line from scratch; and what the weights that ship look at.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { execute } from './cli/commands';
import { RECIPES, SEEDS } from './testing/counts';

const preset = (name: string): Uint8Array => readFileSync(new URL(`../graphs/${name}.json`, import.meta.url));
const shipped = (name: string): Uint8Array => readFileSync(new URL(`../public/${name}`, import.meta.url));

interface Ran {
  readonly heldOut: { readonly exactMatch: number; readonly tokenAccuracy: number };
  readonly outputs: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: readonly number[] }>>;
}

/** What a command prints; it reads and writes `files`. */
async function said(words: string, files: Map<string, Uint8Array>): Promise<Ran> {
  const printed: string[] = [];
  const terminal = {
    print: (text: string) => printed.push(text),
    remark: (text: string) => printed.push(text),
    shipped,
    read(path: string) {
      const found = files.get(path);
      if (!found) throw new Error('no such file');
      return found;
    },
    write: (path: string, bytes: Uint8Array) => files.set(path, bytes),
  };
  const code = await execute(words.split(' '), terminal);
  expect(printed, words).toHaveLength(1);
  expect(code).toBe(0);
  return JSON.parse(printed[0] as string);
}

/** Where the alignment of "drei und neunzig" is largest, for the words "ninety" and "three" that the graph says. */
async function expectCrossing(files: Map<string, Uint8Array>): Promise<void> {
  const { outputs } = await said('run graph.json --backend wasm --json', files);
  const english = JSON.parse(new TextDecoder().decode(files.get('graph.json'))).vocabularies.english;
  expect(outputs['decoder.words']?.data.map((id) => english[id])).toEqual(['ninety', 'three', '<end>']);
  const alignment = outputs['decoder.alignment']?.data ?? [];
  const [ninety, three] = [alignment.slice(0, 3), alignment.slice(3, 6)];
  expect([ninety.indexOf(Math.max(...ninety)), three.indexOf(Math.max(...three))]).toEqual([2, 0]);
}

it.each(SEEDS)('Bahdanau learns the numbers from scratch, and its alignment crosses, seed %i', async (seed) => {
  const files = new Map([['graph.json', preset('bahdanau-attention')]]);
  const train = `train graph.json --seed ${seed} --backend wasm --json --out bahdanau-attention.safetensors`;
  expect((await said(train, files)).heldOut.exactMatch).toBeGreaterThanOrEqual(0.99);
  await expectCrossing(files);
});

/** The preset, settings, and what its score on what it never saw has to be. */
const recipes: readonly (readonly [string, string, keyof Ran['heldOut'], 'at least' | 'at most', number])[] = [
  ['reverse', '', 'exactMatch', 'at least', 0.99],
  ['induction-two-layers', '', 'tokenAccuracy', 'at least', 0.98],
  ['induction-one-layer', '', 'tokenAccuracy', 'at most', 0.92],
  ['cat-sentence', '', 'tokenAccuracy', 'at least', 0.97],
  ...[20, 40].flatMap(
    (lag) =>
      [
        ['lag-recall-rnn', ` --set sequence.lag=${lag}`, 'tokenAccuracy', 'at most', 0.2],
        ['lag-recall-lstm', ` --set sequence.lag=${lag}`, 'tokenAccuracy', 'at most', 0.2],
        [
          'lag-recall-lstm-long-memory',
          ` --set sequence.lag=${lag} --set cell.lag=${lag}`,
          'tokenAccuracy',
          'at least',
          0.98,
        ],
        ['lag-recall-rnn-attention', ` --set sequence.lag=${lag}`, 'tokenAccuracy', 'at least', 0.98],
      ] as const,
  ),
];

const cases = recipes
  .slice(0, RECIPES)
  .flatMap((recipe) => SEEDS.map((seed) => ({ recipe, seed, name: `${recipe[0]}${recipe[1]}, seed ${seed}` })));

it.each(cases)('$name', { timeout: 120_000 }, async ({ recipe: [name, settings, score, bound, goal], seed }) => {
  const files = new Map([['graph.json', preset(name)]]);
  const { heldOut } = await said(`train graph.json --seed ${seed} --backend wasm --json${settings}`, files);
  if (bound === 'at least') expect(heldOut[score]).toBeGreaterThanOrEqual(goal);
  else expect(heldOut[score]).toBeLessThanOrEqual(goal);
});

it('the weights that ship say ninety three, looking at neunzig and then at drei', () =>
  expectCrossing(new Map([['graph.json', preset('bahdanau-attention')]])));

it('the weights that ship let “jumped” look at “cat” in the sentence of the notes, which they never saw', async () => {
  const { outputs } = await said(
    'run graph.json --backend wasm --json',
    new Map([['graph.json', preset('cat-sentence')]]),
  );
  const words = JSON.parse(new TextDecoder().decode(preset('cat-sentence'))).vocabularies.words as string[];
  const sentence = outputs['task.source']?.data.map((id) => words[id] as string) ?? [];
  expect(sentence.join(' ')).toBe('The cat that was sitting on the mat , which was next to the dog , jumped .');
  const { shape, data } = outputs['softmax.weights'] as NonNullable<Ran['outputs'][string]>;
  const row = sentence.indexOf('jumped') * (shape[1] ?? 0);
  expect(data[row + sentence.indexOf('cat')]).toBeGreaterThanOrEqual(0.8);
});
