// A task on one sequence as a dataset: ports, params and parts that such tasks share. Knows no particular task.
import type { Dataset, Example, Field, Words } from './dataset';
import { contentOf, type Draw, drawnParts, ones } from './examples';
import type { SourceContext } from './node';
import { integer } from './params';
import { idsOf } from './tokens';
import { namedVocabulary, vocabularyParam } from './vocabularies';

/** Ports of a task on one sequence. */
export const TASK_OUTPUTS = {
  source: { shape: '... T', doc: 'what is read', dtype: 'int', shows: 'tokens' },
  target: { shape: '... S', doc: 'what is to be said', dtype: 'int', shows: 'tokens' },
  valid_source: { shape: '... T', doc: '1 for a token, 0 for padding' },
  valid_target: { shape: '... S', doc: '1 where the target counts, 0 elsewhere' },
} as const;

/** Those of a task that says something at every place. */
export const ALONG_OUTPUTS = {
  ...TASK_OUTPUTS,
  target: { ...TASK_OUTPUTS.target, shape: '... T' },
  valid_target: { ...TASK_OUTPUTS.valid_target, shape: '... T' },
} as const;

export const taskParams = () => ({
  vocabulary: vocabularyParam('a vocabulary of this graph; empty: the words of the task'),
  heldOut: integer(256, { min: 1, max: 4096, doc: 'examples that are kept for judging' }),
  seed: integer(1, { min: 0, max: 4_294_967_295, doc: 'which examples are drawn' }),
});

export interface Task {
  readonly words: readonly string[];
  readonly longest: number;
  /** Places of the answer: along the source, or one. */
  readonly answer: 'T' | 1;
  /** Words and flags by port. */
  make(draw: Draw): Saying;
  readonly shown?: Saying;
}

export interface Saying {
  readonly source: readonly string[];
  readonly target: readonly string[];
  /** 1 where the target counts; everywhere if absent. */
  readonly counts?: readonly number[];
}

interface TaskSettings {
  readonly vocabulary: string;
  readonly heldOut: number;
  readonly seed: number;
}

/** A task on one sequence, whose examples are drawn as they are needed. Throws NodeError for a word that a named vocabulary lacks. */
export function taskDataset(task: Task, { vocabulary, heldOut, seed }: TaskSettings, context: SourceContext): Dataset {
  const own = { size: task.words.length, labels: task.words };
  const V: Words = vocabulary === '' ? own : namedVocabulary(context, vocabulary);
  const encode = ({ source, target, counts }: Saying): Example => ({
    source: idsOf(source, V.labels, { name: vocabulary, param: 'vocabulary' }),
    target: idsOf(target, V.labels, { name: vocabulary, param: 'vocabulary' }),
    valid_source: ones(source.length),
    valid_target: counts ?? ones(target.length),
  });
  const shown = task.shown && encode(task.shown);
  const kept = new Set(shown ? [contentOf(shown)] : []);
  const parts = drawnParts({ seed, heldOut, kept, make: (draw) => encode(task.make(draw)) });
  const along = (axis: Field['axis']): readonly [Field, Field] => [{ axis, words: 'V' }, { axis }];
  const [[source, valid_source], [target, valid_target]] = [along('T'), along(task.answer)];
  return {
    fields: { source, target, valid_source, valid_target },
    vocabularies: { V },
    longest: { T: task.longest, S: 1 },
    labelled: { T: 'source' },
    ...parts,
    shown: shown ?? parts.heldOut.at(0),
  };
}
