// Say a sequence backwards.
import { defineDataset } from '../defineDataset';
import { integer } from '../params';
import { ALONG_OUTPUTS, taskDataset, taskParams } from '../task';

const LETTERS = 'a b c d e f g h i j k l m n o'.split(' ');
const SEPARATOR = '<back>';

export const reverseTask = defineDataset({
  id: 'reverse-task',
  title: 'Reverse',
  summary: 'Gives letters, and the same letters backwards.',
  formula: String.raw`(x_1, \dots, x_n, \cdot, x_n, \dots, x_2) \mapsto (x_n, \dots, x_1)`,
  help: 'A line holds the letters, a mark, and the letters backwards; every place predicts the next letter, and what follows the mark counts. In training the outputs carry a batch; otherwise they hold one example that was held out.',
  outputs: ALONG_OUTPUTS,
  params: { letters: integer(8, { min: 3, max: 64, doc: 'how many letters' }), ...taskParams() },
  tag: ({ letters }) => String(letters),
  dataset: ({ letters, ...settings }, context) =>
    taskDataset(
      {
        words: [...LETTERS, SEPARATOR],
        longest: 2 * letters,
        answer: 'T',
        make: (draw) => {
          const said = Array.from({ length: letters }, () => LETTERS[draw(LETTERS.length)] as string);
          const line = [...said, SEPARATOR, ...said.toReversed()];
          return {
            source: line.slice(0, -1),
            target: line.slice(1),
            counts: line.slice(1).map((_, i) => (i >= letters ? 1 : 0)),
          };
        },
      },
      settings,
      context,
    ),
  example: { params: { letters: 3 } },
});
