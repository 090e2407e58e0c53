// A graph goes into a picture and comes out as it went in; pictures that lie are refused in words.
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serializeGraph } from '../graph/serialize';
import { check, node } from '../testing/build';
import { PROPERTY_RUNS } from '../testing/counts';
import { graphs } from '../testing/graphs';
import { readPicture, withGraphInside } from './pictureFile';
import { withPngText } from './png';
import { svgText } from './svg';
import { graphElement } from './svg/graphInside';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** One white pixel, written by hand. */
const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    'base64',
  ),
);

const graph = { title: 'Pfad ½ 𝄞', nodes: [node('a', 'tensor', {}, { label: '<b>&"' })], edges: [] };

const saidOf = (bytes: Uint8Array): string => {
  const parsed = readPicture(bytes);
  return 'problem' in parsed ? parsed.problem.message : serializeGraph(parsed.graph);
};

describe('any graph', () => {
  it('comes out of a PNG and of an SVG as it went in', () => {
    fc.assert(
      fc.property(graphs, (any) => {
        const text = serializeGraph(any);
        expect(saidOf(withGraphInside(PNG, any))).toBe(text);
        expect(saidOf(bytesOf(graphElement(text)))).toBe(text);
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it('leaves every other byte of a PNG alone', () => {
    const made = withGraphInside(PNG, graph);
    const header = 8 + 25;
    expect(made.slice(0, header)).toEqual(PNG.slice(0, header));
    expect(made.slice(-(PNG.length - header))).toEqual(PNG.slice(header));
  });

  it('lies in what is drawn', () => {
    expect(saidOf(bytesOf(svgText(check(graph), { theme: 'light' })))).toBe(serializeGraph(graph));
  });
});

describe('what is refused', () => {
  const NONE = 'the picture holds no graph: only those exported here do, until another program saves them again';
  it.each([
    ['a picture of something else', PNG],
    ['an SVG of something else', bytesOf('<svg><metadata id="other">x</metadata></svg>')],
    ['one that was cut short', bytesOf('<svg><metadata id="attention-graph">{')],
    ['no picture', bytesOf('{}')],
    ['nothing', new Uint8Array()],
    [
      'a PNG whose chunk is longer than the file',
      Uint8Array.of(...PNG.slice(0, 8), 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4),
    ],
  ])('%s', (_, bytes) => expect(saidOf(bytes)).toBe(NONE));

  it('a PNG in which a bit is wrong, or that was cut short in the text', () => {
    const made = withGraphInside(PNG, graph);
    const at = made.indexOf('{'.charCodeAt(0), 60);
    const wrong = made.with(at, '['.charCodeAt(0));
    expect(saidOf(wrong)).toBe('the text in this PNG is damaged: export it again');
    expect(saidOf(made.slice(0, at))).toBe('the text in this PNG is damaged: export it again');
  });

  it('text that is no graph, with the place inside of it', () => {
    const parsed = readPicture(withPngText(PNG, 'attention-graph', '{"format": "attention-graph", "version": 1}'));
    expect('problem' in parsed && parsed.problem.path).toBe('nodes');
  });

  // Searched for ever by whoever looks for the end of each beginning: the test would not come back.
  it('two million beginnings without an end', () => {
    expect(saidOf(bytesOf('<metadata '.repeat(2e6)))).toBe(NONE);
    expect(saidOf(bytesOf('<metadata>'.repeat(2e6)))).toBe(NONE);
    expect(saidOf(bytesOf(`<metadata id="attention-graph"><${'<metadata></metadata>'.repeat(1e6)}`))).toBe(NONE);
  });

  it('compressed text is not unfolded: ours never is', () => {
    const text = `attention-graph\0\u0001\0\0\0${deflateSync('{}').toString('latin1')}`;
    expect(saidOf(Uint8Array.of(...PNG.slice(0, 33), ...chunkOf('iTXt', Buffer.from(text, 'latin1'))))).toBe(NONE);
  });
});

function chunkOf(type: string, data: Uint8Array): Uint8Array {
  const head = new DataView(new ArrayBuffer(4));
  head.setUint32(0, data.length);
  return Uint8Array.of(...new Uint8Array(head.buffer), ...bytesOf(type), ...data, 0, 0, 0, 0);
}
