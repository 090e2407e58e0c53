// A box neither takes nor gives anything.
import { expect, it } from 'vitest';
import { linkNode } from '../../testing/nodeRun';
import { frame } from './frame';

it('traces to nothing', () => {
  expect(linkNode(frame, {}).traced.program).toMatchObject({ inputs: [], steps: [], outputs: {} });
});

it('has a title of 256 characters at most', () => {
  expect(frame.params.title.max).toBe(256);
});
