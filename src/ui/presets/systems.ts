// What the timeline says about each system of the notes: its years, its heading there, the problem it met and what it brought.
import type { PresetEntry } from './presetIndex';

interface System {
  /** Where one year would say too much. */
  readonly years?: string;
  /** The part of the notes that it belongs to. */
  readonly heading: string;
  readonly story: string;
}

const SYSTEMS: Readonly<Record<string, System>> = {
  'rnn-encoder-decoder': {
    years: '1980s',
    heading: 'Why attention',
    story:
      'A word means something only after those before it; one hidden state, updated word by word, carries them along.',
  },
  'lstm-encoder-decoder': {
    heading: 'The history',
    story: 'A plain state forgets what is ten words back; gates and a cell state that is added to remember longer.',
  },
  'bahdanau-attention': {
    heading: 'Bahdanau attention',
    story:
      'One state is too narrow for a long sentence; attention weights let the decoder look back at every input word.',
  },
  'simplified-self-attention': {
    heading: 'Four attention types',
    story: 'Recurrence reads one word after another; here every word looks at all words at once, without any weights.',
  },
  'self-attention': {
    heading: 'Four attention types',
    story:
      'A fixed dot product cannot learn what to look for; queries, keys and values are learned views of each word.',
  },
  'self-attention-v2': {
    heading: 'Four attention types',
    story: 'Uniform weights start badly; the same three layers, drawn as linear layers usually are.',
  },
  'causal-attention': {
    heading: 'Four attention types',
    story: 'A model that predicts the next word must not see it; a mask hides what comes later.',
  },
  'multi-head-attention-split': {
    heading: 'Four attention types',
    story: 'One row of weights can ask only one question; several heads ask several, cut from one wide layer.',
  },
  'multi-head-attention': {
    heading: 'Four attention types',
    story: 'One row of weights can ask only one question; several heads side by side ask several.',
  },
  transformer: {
    heading: 'Attention is all you need',
    story: 'Recurrence cannot run in parallel; blocks of attention and feed-forward layers do without it.',
  },
  'gpt-block': {
    heading: 'What came of it',
    story: 'Not every task has two sentences; a decoder alone reads everything as one sequence and goes on writing.',
  },
};

export const systemOf = ({ name }: Pick<PresetEntry, 'name'>): System | undefined => SYSTEMS[name];

/** `1980s`, `2014`. */
export const yearsOf = (entry: Pick<PresetEntry, 'name' | 'year'>): string | undefined =>
  systemOf(entry)?.years ?? entry.year?.toString();

/** `2017 · Four attention types`. */
export const headingOf = (entry: Pick<PresetEntry, 'name' | 'year'>): string =>
  [yearsOf(entry), systemOf(entry)?.heading].filter(Boolean).join(' · ');
