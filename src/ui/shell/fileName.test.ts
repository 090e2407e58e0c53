// Holds file names to what every system can store.
import { describe, expect, it } from 'vitest';
import { graphFileName } from './fileName';

describe('the name of an exported file', () => {
  it.each([
    ['Causal attention', 'causal-attention.json'],
    ['  Q/K: “V” \\ 100 % ', 'q-k-v-100.json'],
    ['Étude n°2', 'etude-n-2.json'],
    ['注意力', '注意力.json'],
    ['../../etc/passwd', 'etc-passwd.json'],
    ['con', 'graph-con.json'],
    ['🙂', 'graph.json'],
    ['', 'graph.json'],
    [undefined, 'graph.json'],
  ])('of %j is %s', (title, name) => {
    expect(graphFileName(title)).toBe(name);
  });

  it('is never longer than systems allow', () => {
    expect(graphFileName('x '.repeat(500)).length).toBeLessThanOrEqual(85);
  });
});
