// Remember a number over many words that do not matter, and say it when asked.
import { defineDataset } from '../defineDataset';
import { PAD } from '../examples';
import { integer } from '../params';
import { TASK_OUTPUTS, taskDataset, taskParams } from '../task';

const NUMBERS = Array.from({ length: 10 }, (_, n) => `no${n}`);
const DISTRACTORS =
  'the train went from there to here by night and then stopped at one more old town before dawn again'.split(' ');
const QUERY = '<which>';
const WORDS = [PAD, ...NUMBERS, ...DISTRACTORS, QUERY];

export const lagRecall = defineDataset({
  id: 'lag-recall',
  title: 'Lag recall',
  summary: 'Gives a platform number, many words, and the question which number it was.',
  formula: String.raw`(x_0, \underbrace{w_1, \dots, w_L}_{\text{lag}}, ?) \mapsto x_0`,
  help: 'The sequence is one of ten numbers, as many of twenty other words as the lag says, and a question mark; the answer is the number. One of ten is right by chance. In training the outputs carry a batch; otherwise they hold one example that was held out.',
  outputs: TASK_OUTPUTS,
  params: {
    lag: integer(20, { min: 1, max: 1000, doc: 'words between the number and the question' }),
    ...taskParams(),
  },
  tag: ({ lag }) => String(lag),
  dataset: ({ lag, ...settings }, context) =>
    taskDataset(
      {
        words: WORDS,
        longest: lag + 2,
        answer: 1,
        make: (draw) => {
          const number = NUMBERS[draw(NUMBERS.length)] as string;
          const between = Array.from({ length: lag }, () => DISTRACTORS[draw(DISTRACTORS.length)] as string);
          return { source: [number, ...between, QUERY], target: [number] };
        },
      },
      settings,
      context,
    ),
  example: { params: { lag: 3 } },
});
