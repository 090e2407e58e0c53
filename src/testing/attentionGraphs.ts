// Small attention over the words of a text. Tests only.
import type { Graph } from '../graph/graph';
import type { AnyParams } from '../nodes/node';
import { node, wires } from './build';

/** Each word against each: the rows of an embedding are queries and keys alike. */
export const scoredWords = (text: string): Graph => ({
  nodes: [
    node('text', 'text', { text }),
    node('rows', 'embedding', { width: 4 }),
    node('score', 'score'),
    node('softmax', 'softmax'),
  ],
  edges: wires(
    'text.tokens > rows.tokens',
    'rows.out > score.query',
    'rows.out > score.key',
    'score.scores > softmax.scores',
  ),
});

/** The same with a Linear for the queries and one for the keys. */
export const queriedWords = (params: {
  readonly text?: AnyParams;
  readonly query: AnyParams;
  readonly key: AnyParams;
}): Graph => ({
  nodes: [
    node('text', 'text', { text: 'the cat sat', ...params.text }),
    node('inputs', 'embedding', { width: 4 }),
    node('query', 'linear', params.query),
    node('key', 'linear', params.key),
    node('score', 'score'),
    node('softmax', 'softmax'),
  ],
  edges: wires(
    'text.tokens > inputs.tokens',
    'inputs.out > query.x',
    'inputs.out > key.x',
    'query.out > score.query',
    'key.out > score.key',
    'score.scores > softmax.scores',
  ),
});
