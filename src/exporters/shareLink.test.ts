// A graph goes through a link unchanged; links that lie are refused at once and unfold nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGraph } from '../graph/format';
import { limits } from '../graph/limits';
import { PROPERTY_RUNS } from '../testing/counts';
import { graphs } from '../testing/graphs';
import { readShareFragment, shareFragment } from './shareLink';

const folder = resolve(import.meta.dirname, '../../graphs');
const presets = readdirSync(folder).filter((name) => name.endsWith('.json'));

const messageOf = async (fragment: string): Promise<string> => {
  const parsed = await readShareFragment(fragment);
  return 'problem' in parsed ? parsed.problem.message : 'fine';
};
const linkTo = (text: string | Uint8Array): string =>
  `graph=${deflateRawSync(text, { level: 9 }).toString('base64url')}`;

it.each(presets)('%s takes at most 8 kB and comes out as it went in', async (file) => {
  const parsed = parseGraph(readFileSync(resolve(folder, file), 'utf8'));
  if ('problem' in parsed) throw new Error(parsed.problem.message);
  const fragment = await shareFragment(parsed.graph);
  expect(fragment.length).toBeLessThanOrEqual(8_000);
  expect(await readShareFragment(`#${fragment}`)).toEqual(parsed);
});

it('any graph comes out as it went in', async () => {
  await fc.assert(
    fc.asyncProperty(graphs, async (graph) => {
      expect(await readShareFragment(await shareFragment(graph))).toEqual({ graph });
    }),
    { numRuns: PROPERTY_RUNS },
  );
});

describe('a link is refused', () => {
  const good = linkTo('{"format": "attention-graph", "version": 1, "nodes": [], "edges": []}');

  it('unless it is whole', async () => {
    expect(await messageOf(good)).toBe('fine');
    for (let length = 7; length < good.length; length++) {
      expect(await messageOf(good.slice(0, length)), `first ${length}`).not.toBe('fine');
    }
  });

  it.each([
    ['nothing', 'graph=', 'the link holds characters that no link of ours has: copy it whole'],
    ['a blank', 'graph=a b', 'the link holds characters that no link of ours has: copy it whole'],
    ['plain JSON', 'graph=%7B%7D', 'the link holds characters that no link of ours has: copy it whole'],
    ['what is not deflated', 'graph=AAAA', 'the link is damaged or was cut short: copy it whole'],
    ['what is no graph', linkTo('{}'), 'must be "attention-graph", but is missing: the file is from another program'],
    ['what is no text', linkTo(new Uint8Array([0xff, 0xfe])), 'the link is damaged or was cut short: copy it whole'],
    [
      'one that is too long',
      `graph=${'A'.repeat(limits.shareLinkBytes + 1)}`,
      'the link holds 64.0 KiB, and 64.0 KiB are the most',
    ],
  ])('that holds %s', async (_, fragment, message) => {
    expect(await messageOf(fragment)).toBe(message);
  });

  it('when it unfolds to more than a graph may have, and unfolds no more than that', async () => {
    const bomb = linkTo(' '.repeat(45 * 2 ** 20));
    expect(bomb.length).toBeLessThan(limits.shareLinkBytes);
    const before = process.memoryUsage();
    expect(await messageOf(bomb)).toBe('the link unfolds to more than 1024.0 KiB, the most that one may hold');
    const after = process.memoryUsage();
    const grown = after.heapUsed + after.external - before.heapUsed - before.external;
    expect(grown).toBeLessThan(16 * 2 ** 20);
  });

  it('when 100 MB lie in it, before anything is unfolded', async () => {
    expect(await messageOf(linkTo(Buffer.alloc(100 * 2 ** 20)))).toMatch(
      /^the link holds .* KiB, and 64.0 KiB are the most$/,
    );
  });
});

it('a graph that is too large for a link is refused with its size', async () => {
  let seed = 1;
  const data = Array.from({ length: 40_000 }, () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  });
  const node = { id: 'a', type: 'linear', position: { x: 0, y: 0 } };
  const graph = { nodes: [node], edges: [], weights: { 'a.weight': { shape: [200, 200], data } } };
  await expect(shareFragment(graph)).rejects.toThrow(/takes .* KiB, and a link holds 64.0 KiB: send it as a JSON file/);
});
