// Pairs of a question and its answer as a dataset: for an encoder and a decoder, or written on one line. Knows no task.
import type { Dataset, DatasetSymbols, Example, Field, Words } from './dataset';
import { END, listPart, ones, PAD, START, shuffled } from './examples';
import { NodeError, type SourceContext } from './node';
import { choice, integer, number } from './params';
import { idsOf } from './tokens';
import { namedVocabulary, vocabularyParam } from './vocabularies';

export interface Pair {
  readonly source: readonly string[];
  readonly target: readonly string[];
}

/** Stands between question and answer on one line. */
const EQUALS = '=';

export const PAIR_OUTPUTS = {
  source: { shape: '... T', doc: 'words of the question', dtype: 'int', shows: 'tokens' },
  target: { shape: '... S', doc: 'what is to be predicted: the answer and <end>', dtype: 'int', shows: 'tokens' },
  shifted: {
    shape: '... S',
    doc: 'the target one place to the right, behind <start>: what a decoder reads while it learns',
    dtype: 'int',
    shows: 'tokens',
  },
  valid_source: { shape: '... T', doc: '1 for a word, 0 for padding' },
  valid_target: { shape: '... S', doc: '1 where the target counts, 0 elsewhere' },
} as const;

export const pairParams = () => ({
  form: choice(['pair', 'line'], {
    doc: 'pair: question and answer apart, for an encoder and a decoder; line: one after the other, for a decoder alone',
  }),
  sourceVocabulary: vocabularyParam('words of the question; empty: those of the data'),
  targetVocabulary: vocabularyParam('words of the answer; empty: those of the data'),
  ...partParams(),
});

export const partParams = () => ({
  heldOut: number(0.2, { min: 0, below: 1, doc: 'share of the examples that are kept for judging' }),
  seed: integer(1, { min: 0, max: 4_294_967_295, doc: 'which examples are held out' }),
});

interface PairSettings {
  readonly form: 'pair' | 'line';
  readonly sourceVocabulary: string;
  readonly targetVocabulary: string;
}

export interface Pairs {
  readonly training: readonly Pair[];
  readonly heldOut: readonly Pair[];
  readonly shown: Pair;
  /** The param that the shown pair is written in. */
  readonly shownIn: string;
  /** Of the data, where no vocabulary is named: without the marks that every vocabulary begins with. */
  readonly words: { readonly source: readonly string[]; readonly target: readonly string[] };
}

/** A share of the list, by a shuffle of the seed; throws NodeError when no example would be left on one side. */
export function splitPairs<T>(list: readonly T[], share: number, seed: number): { training: T[]; heldOut: T[] } {
  const most = Math.round(list.length * share);
  if (most === 0) {
    throw new NodeError('nothing is held out, so nothing could be judged', {
      param: 'heldOut',
      code: 'param',
      advice: `Hold out a larger share: there are ${list.length} examples to choose from.`,
    });
  }
  const order = shuffled(list, seed);
  return { training: order.slice(most), heldOut: order.slice(0, most) };
}

const vocabularyOf = (context: SourceContext, name: string, words: readonly string[]): Words => {
  if (name !== '') return namedVocabulary(context, name);
  const labels = [...new Set([PAD, START, END, ...words])];
  return { size: labels.length, labels };
};

/** Throws NodeError for a word that a named vocabulary lacks, with the param that names it. */
export function pairDataset(pairs: Pairs, settings: PairSettings, context: SourceContext): Dataset {
  return settings.form === 'pair' ? apart(pairs, settings, context) : onOneLine(pairs, settings, context);
}

/** `param`: where to look when a word is missing. */
type Encode = (pair: Pair, param?: string) => Example;

function dataset(pairs: Pairs, encode: Encode, rest: Pick<Dataset, 'fields' | 'vocabularies' | 'labelled'>): Dataset {
  const [training, heldOut] = [pairs.training, pairs.heldOut].map((part) => part.map((pair) => encode(pair))) as [
    Example[],
    Example[],
  ];
  const most = (port: string): number =>
    [...training, ...heldOut].reduce((n, example) => Math.max(n, example[port]?.length ?? 0), 1);
  const longest = { T: most('source'), S: most('target') };
  return {
    ...rest,
    longest,
    training: listPart(training),
    heldOut: listPart(heldOut),
    shown: encode(pairs.shown, pairs.shownIn),
  };
}

function apart(pairs: Pairs, { sourceVocabulary, targetVocabulary }: PairSettings, context: SourceContext): Dataset {
  const V = vocabularyOf(context, sourceVocabulary, pairs.words.source);
  const W = vocabularyOf(context, targetVocabulary, pairs.words.target);
  const encode: Encode = ({ source, target }, param) => {
    const answers = { name: targetVocabulary, param: param ?? 'targetVocabulary' };
    const said = idsOf([START, ...target, END], W.labels, answers);
    return {
      source: idsOf(source, V.labels, { name: sourceVocabulary, param: param ?? 'sourceVocabulary' }),
      target: said.slice(1),
      shifted: said.slice(0, -1),
      valid_source: ones(source.length),
      valid_target: ones(target.length + 1),
    };
  };
  const fields: Record<string, Field> = {
    source: { axis: 'T', words: 'V' },
    target: { axis: 'S', words: 'W' },
    shifted: { axis: 'S', words: 'W' },
    valid_source: { axis: 'T' },
    valid_target: { axis: 'S' },
  };
  return dataset(pairs, encode, { fields, vocabularies: { V, W }, labelled: { T: 'source', S: 'shifted' } });
}

/** `drei = three`, where each place predicts the next word and only the answer counts. */
function onOneLine(pairs: Pairs, { sourceVocabulary }: PairSettings, context: SourceContext): Dataset {
  const V = vocabularyOf(context, sourceVocabulary, [EQUALS, ...pairs.words.source, ...pairs.words.target]);
  const encode: Encode = ({ source, target }, param) => {
    const about = { name: sourceVocabulary, param: param ?? 'sourceVocabulary' };
    const line = idsOf([...source, EQUALS, ...target, END], V.labels, about);
    const read = line.slice(0, -1);
    return {
      source: read,
      target: line.slice(1),
      shifted: read,
      valid_source: ones(read.length),
      valid_target: read.map((_, i) => (i >= source.length ? 1 : 0)),
    };
  };
  const along = (words?: DatasetSymbols & 'V'): Field => (words ? { axis: 'T', words } : { axis: 'T' });
  const fields = {
    source: along('V'),
    target: along('V'),
    shifted: along('V'),
    valid_source: along(),
    valid_target: along(),
  };
  return dataset(pairs, encode, { fields, vocabularies: { V }, labelled: { T: 'source' } });
}
