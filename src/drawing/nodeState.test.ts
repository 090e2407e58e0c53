// What a node says in place of a value.
import { expect, test } from 'vitest';
import { check, node } from '../testing/build';
import { nodeSay } from './nodeState';

const checked = check({ nodes: [node('x', 'tensor')], edges: [] });
const x = checked.nodes.get('x');
const say = (ended?: Parameters<typeof nodeSay>[0]['ended']) =>
  nodeSay({ node: x as never, waitsFor: '', hasValue: false, starting: false, runProblem: undefined, ended });

test('a run that goes on, and one that is over and brought nothing', () => {
  expect(say()?.before).toBe('running');
  expect(say({ state: 'ran' })?.before).toBe('ran; select it to see its numbers');
  expect(say({ state: 'ran', within: 'Context' })).toMatchObject({ before: 'ran inside', strong: 'Context' });
  expect(say({ state: 'waiting' })).toMatchObject({ before: 'waits for', strong: 'a node before it' });
});
