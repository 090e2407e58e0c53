// Who did it: every verb of a sentence is to say its subject, whatever stands between them.
import { defineDataset } from '../defineDataset';
import { type Draw, PAD } from '../examples';
import { flag } from '../params';
import { ALONG_OUTPUTS, type Saying, taskDataset, taskParams } from '../task';

const list = (words: string): string[] => words.split(' ');
const NOUNS = list('cat dog mat child bird horse teacher girl boy fox');
const ADJECTIVES = list('old small quiet brown happy little');
const ADVERBS = list('Yesterday Suddenly Later Today');
const PLACES = list('garden house street park');
const DOING = list('sitting sleeping waiting playing standing');
const BESIDE = [list('next to'), list('close to'), list('in front of')];
const ON = list('on under near behind');
const MAIN = list('jumped ran slept laughed left smiled');
const OTHER = list('The the that was which In Near , .');
const WORDS = [
  ...new Set([
    PAD,
    ...NOUNS,
    ...ADJECTIVES,
    ...ADVERBS,
    ...PLACES,
    ...DOING,
    ...BESIDE.flat(),
    ...ON,
    ...MAIN,
    ...OTHER,
  ]),
];
/** Adverb, fronted phrase, subject, both relative clauses and three nouns with two adjectives each. */
const LONGEST = 32;

/** A sentence as it grows: each word, and for a verb the noun it belongs to. */
class Sentence {
  private readonly words: { readonly word: string; readonly subject?: string }[] = [];
  say(...words: string[]): this {
    for (const word of words) this.words.push({ word });
    return this;
  }
  verb(word: string, subject: string): this {
    this.words.push({ word, subject });
    return this;
  }
  get saying(): Saying {
    return {
      source: this.words.map(({ word }) => word),
      target: this.words.map(({ word, subject }) => subject ?? word),
      counts: this.words.map(({ subject }) => (subject === undefined ? 0 : 1)),
    };
  }
}

/** The sentence of the notes: who jumped? */
const NOTES = new Sentence()
  .say('The', 'cat', 'that', 'was')
  .verb('sitting', 'cat')
  .say('on', 'the', 'mat', ',', 'which')
  .verb('was', 'mat')
  .say('next', 'to', 'the', 'dog', ',')
  .verb('jumped', 'cat')
  .say('.').saying;

function make(draw: Draw, adjectives: boolean): Saying {
  const one = <T>(of: readonly T[]): T => of[draw(of.length)] as T;
  const sentence = new Sentence();
  const described = (): string[] => (adjectives ? Array.from({ length: draw(3) }, () => one(ADJECTIVES)) : []);
  const noun = (article: string): string => {
    const it = one(NOUNS);
    sentence.say(article, ...described(), it);
    return it;
  };
  const which = (subject: string): void => {
    sentence
      .say(',', 'which')
      .verb('was', subject)
      .say(...one(BESIDE));
    noun('the');
    sentence.say(',');
  };
  const fronted = draw(3);
  if (fronted === 1) sentence.say(one(ADVERBS), ',');
  if (fronted === 2) sentence.say(one(['In', 'Near']), 'the', ...described(), one(PLACES), ',');
  const subject = noun(fronted === 0 ? 'The' : 'the');
  const clauses = draw(4);
  if (clauses === 1) which(subject);
  if (clauses >= 2) {
    sentence.say('that', 'was').verb(one(DOING), subject).say(one(ON));
    const place = noun('the');
    if (clauses === 3) which(place);
  }
  return sentence.verb(one(MAIN), subject).say('.').saying;
}

export const subjectTask = defineDataset({
  id: 'subject-task',
  title: 'Subject of the verb',
  summary: 'Gives sentences, and for every verb the noun that does it.',
  formula: String.raw`\text{The cat } \dots \text{ jumped} \mapsto \text{cat}`,
  help: 'Sentences with an adverb or a place in front and up to two clauses between subject and verb. The sentence of the notes is never learned and is what the graph holds when it does not train. Adjectives move the nouns about, so that their places do not give the answer away; what is learned is still this small grammar and no syntax of English.',
  outputs: ALONG_OUTPUTS,
  params: { adjectives: flag(true, { doc: 'adjectives before nouns' }), ...taskParams() },
  dataset: ({ adjectives, ...settings }, context) =>
    taskDataset(
      { words: WORDS, longest: LONGEST, answer: 'T', make: (draw) => make(draw, adjectives), shown: NOTES },
      settings,
      context,
    ),
  example: { variants: [{ params: { adjectives: false } }] },
});
