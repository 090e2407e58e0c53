// The command palette puts first what was meant.
import { expect, test } from 'vitest';
import { foundGroups } from './foundGroups';

const groups = [
  { heading: 'Commands', entries: [{ names: ['Fit the graph', 'View'] }, { names: ['Unmask', 'Edit'] }] },
  { heading: 'Add a node', entries: [{ names: ['Custom mask'] }, { names: ['Mask', 'mask'] }] },
  { heading: 'Go to a node', entries: [{ names: ['Mask'] }] },
];

const found = (query: string) =>
  foundGroups(groups, query).map(({ heading, entries }) => [heading, entries.map(({ names }) => names[0])]);

test('the best entry of all is first, in the first group', () => {
  expect(found('mask')).toEqual([
    ['Add a node', ['Mask', 'Custom mask']],
    ['Go to a node', ['Mask']],
    ['Commands', ['Unmask']],
  ]);
});

test('a group in which nothing fits is not there, and nothing is sorted before something is typed', () => {
  expect(found('fit')).toEqual([['Commands', ['Fit the graph']]]);
  expect(found('').map(([heading]) => heading)).toEqual(['Commands', 'Add a node', 'Go to a node']);
});
