// Copy what followed the last time: the task that needs two layers.
import { defineDataset } from '../defineDataset';
import { integer } from '../params';
import { ALONG_OUTPUTS, taskDataset, taskParams } from '../task';

const LETTERS = 'a b c d e f g h i j k l m n o p'.split(' ');

export const inductionTask = defineDataset({
  id: 'induction-task',
  title: 'Induction',
  summary: 'Gives letters at random, and after each the letter that followed it the last time.',
  formula: String.raw`y_t = x_{s+1}, \quad s = \max\{\, s' < t : x_{s'} = x_t \,\}`,
  help: 'Where a letter came before, the target is the letter that followed it then; other places do not count. One layer cannot look for what stands beside what it looks at; two layers can (Olsson et al. 2022). In training the outputs carry a batch; otherwise they hold one example that was held out.',
  outputs: ALONG_OUTPUTS,
  params: { letters: integer(24, { min: 4, max: 64, doc: 'length of a sequence' }), ...taskParams() },
  tag: ({ letters }) => String(letters),
  dataset: ({ letters, ...settings }, context) =>
    taskDataset(
      {
        words: LETTERS,
        longest: letters,
        answer: 'T',
        make: (draw) => {
          const source = Array.from({ length: letters }, () => LETTERS[draw(LETTERS.length)] as string);
          const last = source.map((letter, t) => source.lastIndexOf(letter, t - 1)).map((s, t) => (t === 0 ? -1 : s));
          const target = last.map((s, t) => source[s < 0 ? t : s + 1] as string);
          return { source, target, counts: last.map((s) => (s < 0 ? 0 : 1)) };
        },
      },
      settings,
      context,
    ),
  example: { params: { letters: 5 } },
});
