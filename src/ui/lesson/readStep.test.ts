// Holds lessons to their titles, equations, papers and links.
import { describe, expect, it } from 'vitest';
import { readStep } from './readStep';

const nodes = [
  { id: 'encoder', label: 'Encoder' },
  { id: 'cell', label: 'Encoder cell' },
];
const links = (text: string) =>
  readStep(text, nodes).blocks.flatMap((block) =>
    block.kind === 'text' ? block.runs.flatMap(({ text: words, node }) => (node ? [`${words} > ${node}`] : [])) : [],
  );

describe('a step of a lesson', () => {
  it('has a title, paragraphs, equations and what to read', () => {
    const step = readStep('**Gates**\n\nEach opens\na little.\n\n$$c_t = f_t c_{t-1}$$\n\n*Gers et al. 2000*', nodes);
    expect(step).toEqual({
      title: 'Gates',
      reference: 'Gers et al. 2000',
      blocks: [
        { kind: 'text', runs: [{ at: 0, text: 'Each opens a little.', face: 'plain' }] },
        { kind: 'formula', tex: 'c_t = f_t c_{t-1}' },
      ],
    });
  });

  it('may be a sentence and nothing else', () => {
    const { title, reference, blocks } = readStep('Look **here**.', []);
    expect([title, reference]).toEqual([undefined, undefined]);
    expect(blocks).toMatchObject([
      { runs: [{ text: 'Look ' }, { text: 'here', face: 'strong', at: 5 }, { text: '.' }] },
    ]);
  });

  it('links the names of its nodes, the longest first, and never a part of a word', () => {
    expect(links('Encoder cell is inside Encoder.')).toEqual(['Encoder cell > cell', 'Encoder > encoder']);
    expect(links('Encoders are many; the decoder is no Encoder2.')).toEqual([]);
    expect(links('A **Encoder** and [this one](#other).')).toEqual(['Encoder > encoder', 'this one > other']);
  });

  it('leaves addresses and marks of other kinds as they are written', () => {
    expect(links('See [a page](https://example.org) and [x](javascript:1).')).toEqual([]);
  });
});
