// What the scan refuses, where it says so, and that it agrees with JSON.parse on everything else.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PROPERTY_RUNS } from '../testing/counts';
import { limits } from './limits';
import { GraphError } from './problem';
import { scanJson } from './scan';

function found(text: string): string {
  try {
    scanJson(text);
    return 'fine';
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return `${error.code} at ${error.path}`;
  }
}

it('says where text is not JSON', () => {
  expect(found('{"a": 1,\n  "b" 2}')).toBe('not-json at line 2, column 7');
  expect(found('')).toBe('not-json at line 1, column 1');
  expect(found('{"a": "b\nc"}')).toBe('not-json at line 1, column 9');
  expect(found('[1] 2')).toBe('not-json at line 1, column 5');
});

it('finds a key written twice, also when one of them is escaped', () => {
  expect(found('{"a": [0, {"b": 1, "c": 2, "b": 3}]}')).toBe('duplicate-key at a[1].b');
  expect(found('{"ab": 1, "\\u0061b": 2}')).toBe('duplicate-key at ab');
  expect(found('[{"a": 1}, {"a": 1}]')).toBe('fine');
});

it('finds __proto__, also when it is escaped', () => {
  expect(found('{"nodes": [{"__proto__": {}}]}')).toBe('unsafe-key at nodes[0].__proto__');
  expect(found('{"\\u005f_proto__": 1}')).toBe('unsafe-key at __proto__');
  expect(found('["__proto__"]')).toBe('fine');
});

it('finds numbers that would become infinite', () => {
  expect(found('{"weights": {"q.weight": [1, -1e999]}}')).toBe('not-finite at weights["q.weight"][1]');
  expect(found('[1e308]')).toBe('fine');
});

it('takes as many open brackets as the limit and no more', () => {
  const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  expect(found(nested(limits.depth))).toBe('fine');
  expect(found(nested(limits.depth + 1))).toBe(`too-deep at ${'[0]'.repeat(limits.depth)}`);
  expect(found('['.repeat(100_000))).toMatch(/^too-deep/);
});

it('takes long texts and long numbers in one go', () => {
  expect(found(JSON.stringify('"\\x'.repeat(1_000_000)))).toBe('fine');
  expect(found(`[0.${'3'.repeat(4_000_000)}]`)).toBe('fine');
});

it('calls JSON exactly what JSON.parse takes', () => {
  const parses = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const alphabet = [
    ...'{}[],:"\\ \n0123-+.eEu/abtrfalsn',
    '"a"',
    'true',
    'null',
    '{"a":',
    '\\u00e9',
    'é',
    '\u2028',
    '\u0007',
  ];
  const soup = fc.array(fc.constantFrom(...alphabet), { maxLength: 12 }).map((parts) => parts.join(''));
  const spoilt = fc.tuple(fc.json(), fc.nat(), fc.constantFrom('', ...alphabet)).map(([json, at, part]) => {
    const cut = at % (json.length + 1);
    return json.slice(0, cut) + part + json.slice(cut + 1);
  });
  fc.assert(
    fc.property(fc.oneof(soup, spoilt, fc.json()), (text) => {
      const verdict = found(text);
      fc.pre(!/^(duplicate|unsafe|not-finite)/.test(verdict));
      expect(verdict === 'fine').toBe(parses(text));
    }),
    { numRuns: 10 * PROPERTY_RUNS },
  );
});
