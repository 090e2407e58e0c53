// Which attention a node takes part in, over the graphs that people open.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { setMode, setParam } from '../graph/editNodes';
import { parseGraph } from '../graph/format';
import type { Graph } from '../graph/graph';
import { check } from '../testing/build';
import { attentionKinds } from './attentionKind';

function preset(name: string): Graph {
  const parsed = parseGraph(readFileSync(new URL(`../../graphs/${name}.json`, import.meta.url), 'utf8'));
  if ('problem' in parsed) throw new Error(parsed.problem.message);
  return parsed.graph;
}

const kindsIn = (graph: Graph, ...ids: string[]) => {
  const kinds = attentionKinds(check(graph));
  return ids.map((id) => kinds.get(id));
};

describe('the kind of attention', () => {
  it('is told apart in the Transformer, and said of the blocks that hold one kind', () => {
    const ids = ['self', 'causal', 'cross', 'cross-score', 'causal-mask', 'self-score', 'encoder', 'encoder-feed'];
    const told = ['self', 'causal', 'cross', 'cross', 'causal', 'self', undefined, undefined];
    expect(kindsIn(preset('transformer'), ...ids)).toEqual(told);
  });

  it('is that of scores and weights from Score to Weighted sum, whatever lies between', () => {
    const graph = preset('causal-attention');
    expect(kindsIn(graph, 'score', 'mask', 'scale', 'softmax', 'context', 'query')).toEqual([
      ...Array(5).fill('causal'),
      undefined,
    ]);
    expect(kindsIn(setParam(graph, 'mask', 'kind', 'window'), 'score', 'context')).toEqual(['self', 'self']);
  });

  it('is cross for one step of a loop, and unknown while nothing has a shape', () => {
    expect(kindsIn(preset('bahdanau-attention'), 'score', 'context')).toEqual(['cross', 'cross']);
    expect(kindsIn(setMode(preset('causal-attention'), ['tokens'], 'mute'), 'score')).toEqual([undefined]);
  });
});
