// Holds the search to what people expect first, and to finding nothing where there is nothing.
import { describe, expect, it } from 'vitest';
import { nodeTypes } from '../../nodes/registry';
import { closeness, search } from './fuzzy';

const find = (query: string): string[] =>
  search(nodeTypes, query, ({ id, title, summary }) => ({ names: [title, id], text: summary })).map(({ id }) => id);

describe('the search', () => {
  it.each([
    ['soft', 'softmax'],
    ['Maß', undefined],
    ['mask', 'mask'],
    ['ws', 'weighted-sum'],
    ['pos enc', 'positional-encoding'],
    ['heads', 'merge-heads'],
    ['learned table', undefined],
    ['sum to one', 'softmax'],
    ['  LINEAR ', 'linear'],
    ['zzz', undefined],
  ])('"%s" finds %s first', (query, first) => {
    expect(find(query)[0]).toBe(first);
  });

  it('keeps everything in its order when nothing is typed', () => {
    expect(find(' ')).toEqual(nodeTypes.map(({ id }) => id));
  });

  it('finds no letters that are far apart', () => {
    expect(closeness('cross', 'Picture of the selection (SVG)')).toBeUndefined();
  });

  it('puts a beginning before a middle before scattered letters', () => {
    const scores = ['scale', 'scale it', 'to scale', 'upscaled', 'some candles left'].map((text) =>
      closeness('scale', text),
    );
    expect(scores).toEqual([...scores].sort((a, b) => Number(b) - Number(a)));
    expect(new Set(scores).size).toBe(scores.length);
  });

  it('minds neither case nor accents', () => {
    expect(closeness('etude', 'Étude')).toBe(100);
  });
});
