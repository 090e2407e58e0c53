// Vocabularies that a graph names: the symbol they share, and the sentence when one is missing.
import type { Value } from '../ops/value';
import type { Dim } from '../tensor/dim';
import { NodeError, type NodeOps, type SourceContext, type SymbolSpec } from './node';
import { type Param, text } from './params';

export const vocabularyParam = (doc: string): Param<string> => text('', { control: 'name', max: 64, doc });

/** Every node that names the same vocabulary gets the same symbol. Throws NodeError when the graph has none of that name. */
export function namedVocabulary(context: SourceContext, name: string): SymbolSpec & { labels: readonly string[] } {
  const words = context.vocabulary(name);
  if (!words) {
    throw new NodeError(`this graph has no vocabulary “${name}”`, {
      param: 'vocabulary',
      code: 'param',
      advice: 'Name one that it has, or leave the field empty.',
    });
  }
  return { size: words.length, labels: words, key: `vocabulary:${name}` };
}

/** Ids of two vocabularies do not mix: throws NodeError when they would. */
export function requireOneVocabulary(title: string, inputs: readonly Value[]): void {
  const [first] = inputs;
  const odd = inputs.find(({ type }) => type.dtype !== first?.type.dtype || type.below !== first.type.below);
  if (!odd) return;
  throw new NodeError(`${title} joins tokens only with tokens of the same vocabulary`, {
    ports: ['inputs'],
    code: 'shape',
    advice: 'Name one vocabulary in all of them.',
  });
}

/** The likeliest id of every row of logits [... T V]; ids carry the words of V. Throws NodeError when the columns are others. */
export function likeliest(t: NodeOps, logits: Value, vocabulary: string, V: Dim): Value {
  const columns = logits.dims.at(-1) as Dim;
  if (vocabulary !== '' && !t.same(columns, V)) {
    throw new NodeError(`the columns of the logits are not the words of “${vocabulary}”: ${columns} is not ${V}`, {
      ports: ['logits'],
      param: 'vocabulary',
      clash: [columns, V],
      code: 'shape',
      advice: 'Give the logits one column for each word.',
    });
  }
  // Seen with V columns, so that the ids carry the words.
  return t.argmax(t.reshape(logits, [...logits.dims.slice(0, -1), V]));
}
