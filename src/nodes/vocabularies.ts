// Vocabularies that a graph names: the symbol they share, and the sentence when one is missing.
import type { Value } from '../ops/value';
import { NodeError, type SourceContext, type SymbolSpec } from './node';
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
