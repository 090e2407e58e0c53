// A remark neither takes nor gives anything.
import { expect, it } from 'vitest';
import { linkNode } from '../../testing/nodeRun';
import { note } from './note';

it('traces to nothing', () => {
  const { program } = linkNode(note, { params: { text: 'Compare the heads.' } }).traced;
  expect(program).toMatchObject({ inputs: [], steps: [], outputs: {} });
});

it('holds 16 KiB at most', () => {
  const fits = (length: number) => note.params.text.schema.safeParse('x'.repeat(length)).success;
  expect([fits(16_384), fits(16_385)]).toEqual([true, false]);
});
