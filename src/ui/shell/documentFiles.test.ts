// How large a file may be that is read: the largest that is, and one byte more.
import { expect, test } from 'vitest';
import { limits } from '../../graph/limits';
import { readGraphFile } from './documentFiles';

/** A file of so many bytes, of which nothing is held. */
const sized = (name: string, size: number): File => Object.defineProperty(new File([], name), 'size', { value: size });

const said = async (file: File): Promise<string> => {
  const parsed = await readGraphFile(file);
  return 'problem' in parsed ? parsed.problem.message : '';
};

test.each([
  ['a picture', 'it.png', limits.pictureBytes, 'the file is larger than a picture may be: 64.00 MiB'],
  ['a page', 'it.html', limits.pictureBytes, 'the file is larger than a picture may be: 64.00 MiB'],
  ['a graph', 'it.json', limits.fileBytes, 'the file is larger than a graph may be: 8.00 MiB'],
])('%s', async (_, name, most, refusal) => {
  expect(await said(sized(name, most))).not.toContain('larger');
  expect(await said(sized(name, most + 1))).toContain(refusal);
});
