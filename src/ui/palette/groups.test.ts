// Holds the palette to showing every node type once, under the headings of the design.
import { describe, expect, it } from 'vitest';
import { nodeTypes } from '../../nodes/registry';
import { foundGroups, paletteGroups } from './groups';

describe('the groups of the palette', () => {
  it('hold every node type once', () => {
    const shown = paletteGroups(nodeTypes).flatMap(({ types }) => types);
    expect(shown.map(({ id }) => id).sort()).toEqual(nodeTypes.map(({ id }) => id).sort());
  });

  it('go from inputs to notes, and leave out categories without node types', () => {
    const titles = paletteGroups(nodeTypes).map(({ title }) => title);
    expect(titles[0]).toBe('Inputs');
    expect(titles.at(-1)).toBe('Notes');
    expect(paletteGroups([]).length).toBe(0);
  });

  it('begin with what is taught first', () => {
    const attention = paletteGroups(nodeTypes).find(({ category }) => category === 'attention');
    expect(attention?.types.slice(0, 4).map(({ id }) => id)).toEqual(['score', 'mask', 'scale', 'softmax']);
  });

  it('of a search keep its order', () => {
    const found = nodeTypes.filter(({ id }) => ['softmax', 'add', 'text'].includes(id)).reverse();
    expect(foundGroups(found).flatMap(({ types }) => types)).toEqual(found);
  });
});
