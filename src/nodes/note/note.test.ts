// A remark neither takes nor gives anything.
import { expect, it } from 'vitest';
import { linkNode } from '../../testing/nodeRun';
import { note } from './note';

it('traces to nothing', () => {
  const { program } = linkNode(note, { params: { text: 'Compare the heads.' } }).traced;
  expect(program).toMatchObject({ inputs: [], steps: [], outputs: {} });
});

it('holds 16 KiB at most', () => {
  expect(note.params.text.max).toBe(16_384);
});
