// Holds the marks of nodes to the lesson's step and to what a step along the timeline changed.
import { expect, test } from 'vitest';
import { check, node } from '../../testing/build';
import { changeOf, pointingOf } from './nodeMark';

const checked = check({
  nodes: [node('text', 'text'), node('loop', 'repeat'), node('act', 'activation', {}, { parent: 'loop' })],
  edges: [],
});
const marks = (pointed: string[]) => ['text', 'loop', 'act'].map((id) => pointingOf(checked, pointed, id));

test('others step back, but not what lies in a node that is pointed at, or around it', () => {
  expect(marks(['loop'])).toEqual(['back', 'pointed', undefined]);
  expect(marks(['act'])).toEqual(['back', undefined, 'pointed']);
});

test('a step that points nowhere, or at nodes that are gone, marks nothing', () => {
  expect(marks([])).toEqual([undefined, undefined, undefined]);
  expect(marks(['gone'])).toEqual([undefined, undefined, undefined]);
});

test('a node is new, kept or neither', () => {
  const difference = { since: 'RNN', added: ['act'], kept: ['text'], removed: [] };
  expect(['act', 'text', 'loop'].map((id) => changeOf(difference, id))).toEqual(['added', 'kept', undefined]);
  expect(changeOf(undefined, 'act')).toBeUndefined();
});
