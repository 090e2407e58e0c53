// Holds the timeline to its groups, to short titles that stay different, and to knowing where it is.
import { describe, expect, it } from 'vitest';
import type { PresetEntry } from './presetIndex';
import { currentPreset, neighbour, shortTitle, timelineRows } from './timelineRows';

const entry = (name: string, group: string, order: number, year: number): PresetEntry => ({
  name,
  title: name,
  url: `/${name}.json`,
  group,
  order,
  year,
});
const entries = [
  entry('rnn', 'rnn', 1, 1986),
  entry('simplified', 'attention', 1, 2017),
  entry('causal', 'attention', 2, 2017),
];
const graphOf = (group: string, order: number) => ({ nodes: [], edges: [], preset: { group, order } });

describe('the timeline', () => {
  it('puts a group under its heading and a single preset beside its year', () => {
    expect(timelineRows(entries)).toEqual([
      { kind: 'preset', year: '1986', inGroup: false, entry: entries[0] },
      { kind: 'heading', year: '2017', title: 'Four attention types' },
      { kind: 'preset', inGroup: true, entry: entries[1] },
      { kind: 'preset', inGroup: true, entry: entries[2] },
    ]);
  });

  it('tells presets of one group and several years apart', () => {
    const history = [entry('rnn-encoder-decoder', 'history', 1, 1986), entry('lstm', 'history', 2, 1997)];
    expect(timelineRows(history)).toMatchObject([
      { kind: 'preset', year: '1980s', inGroup: false },
      { kind: 'preset', year: '1997', inGroup: false },
    ]);
  });

  it.each([
    ['Causal attention', 'Causal'],
    ['Simplified self-attention', 'Simplified'],
    ['Self-attention', 'Self-attention'],
    ['Multi-head attention, split', 'Multi-head, split'],
    ['Attention', 'Attention'],
  ])('shortens %s to %s', (title, short) => {
    expect(shortTitle(title)).toBe(short);
  });

  it('finds the open preset and its neighbours', () => {
    expect(currentPreset(entries, graphOf('attention', 2))?.name).toBe('causal');
    expect(currentPreset(entries, { nodes: [], edges: [] })).toBeUndefined();
    expect(neighbour(entries, graphOf('attention', 1), 1)?.name).toBe('causal');
    expect(neighbour(entries, graphOf('attention', 1), -1)?.name).toBe('rnn');
    expect(neighbour(entries, graphOf('attention', 2), 1)).toBeUndefined();
    expect(neighbour(entries, { nodes: [], edges: [] }, 1)?.name).toBe('rnn');
    expect(neighbour(entries, { nodes: [], edges: [] }, -1)?.name).toBe('causal');
  });
});
