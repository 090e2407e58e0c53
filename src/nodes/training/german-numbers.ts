// German number words and their English: in "drei und neunzig" the ones come before the tens.
import { defineDataset } from '../defineDataset';
import type { ParamValues } from '../node';
import { PAIR_OUTPUTS, type Pair, type Pairs, pairDataset, pairParams, splitPairs } from '../pairs';
import { text } from '../params';
import { tokensOf } from '../tokens';

const GERMAN = {
  ones: 'null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'.split(' '),
  tens: '_ zehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'.split(' '),
};
const ENGLISH = {
  ones: (
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
    'eighteen nineteen'
  ).split(' '),
  tens: '_ _ twenty thirty forty fifty sixty seventy eighty ninety'.split(' '),
};

/** Parts as they are spoken, so that order and not spelling is the task: sech | zehn, drei | und | neunzig. */
function german(n: number): string[] {
  const { ones, tens } = GERMAN;
  if (n >= 100) return [ones[Math.floor(n / 100)] as string, 'hundert', ...(n % 100 ? german(n % 100) : [])];
  if (n === 1) return ['eins'];
  if (n < 13) return [ones[n] as string];
  const [ten, one] = [tens[Math.floor(n / 10)] as string, n % 10];
  if (n < 20) return [one === 6 ? 'sech' : one === 7 ? 'sieb' : (ones[one] as string), ten];
  return one === 0 ? [ten] : [ones[one] as string, 'und', ten];
}

function english(n: number): string[] {
  const { ones, tens } = ENGLISH;
  if (n >= 100) return [ones[Math.floor(n / 100)] as string, 'hundred', ...(n % 100 ? english(n % 100) : [])];
  if (n < 20) return [ones[n] as string];
  return [tens[Math.floor(n / 10)] as string, ...(n % 10 ? [ones[n % 10] as string] : [])];
}

const BELOW = 1000;
/** Numbers below a hundred are the words of all others and stay in training. */
const ALWAYS_LEARNED = 100;

const all: readonly Pair[] = Array.from({ length: BELOW }, (_, n) => ({ source: german(n), target: english(n) }));
const translations = new Map(all.map(({ source, target }) => [source.join(' '), target]));
const wordsOf = (side: 'source' | 'target'): string[] => [...new Set(all.flatMap((pair) => pair[side]))];
const WORDS = { source: wordsOf('source'), target: wordsOf('target') };

const params = {
  text: text('drei und neunzig', {
    control: 'long-text',
    doc: 'the number that is read while the graph does not train',
  }),
  answer: text('', { doc: 'its English, where you want another than the right one' }),
  ...pairParams(),
};

/** What is written in the node; a text that is no number has no right answer, and gets room for a wrong one. */
function shownPair({ text: written, answer }: ParamValues<typeof params>): Pair {
  const source = tokensOf(written, 'words');
  const given = tokensOf(answer, 'words');
  return { source, target: given.length > 0 ? given : (translations.get(source.join(' ')) ?? []) };
}

function pairsOf(settings: ParamValues<typeof params>): Pairs {
  const shown = shownPair(settings);
  const { training, heldOut } = splitPairs(all.slice(ALWAYS_LEARNED), settings.heldOut, settings.seed);
  const words = { source: [...WORDS.source, ...shown.source], target: [...WORDS.target, ...shown.target] };
  return { training: [...all.slice(0, ALWAYS_LEARNED), ...training], heldOut, shown, shownIn: 'text', words };
}

export const germanNumbers = defineDataset({
  id: 'german-numbers',
  title: 'German numbers',
  summary: 'Gives German number words and their English.',
  formula: String.raw`\text{drei und neunzig} \mapsto \text{ninety three}`,
  help: 'Numbers from 0 to 999 in the parts that are spoken. German says the ones before the tens, so that the order crosses. All numbers below 100 are learned; a share of the others is held out for judging. In training the outputs carry a batch; otherwise they hold the number that is written here.',
  outputs: PAIR_OUTPUTS,
  params,
  dataset: (settings, context) => pairDataset(pairsOf(settings), settings, context),
  example: { variants: [{ params: { form: 'line' } }, { params: { text: 'vier', answer: 'five' } }] },
});
