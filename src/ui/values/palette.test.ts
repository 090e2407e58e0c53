// The colours of pictures are those of the page.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TOKENS } from '../../drawing/palette';

test('every colour is the one of tokens.css, in both themes', () => {
  const css = readFileSync(new URL('../theme/tokens.css', import.meta.url), 'utf8');
  for (const [name, [light, dark]] of Object.entries(TOKENS)) {
    expect(css).toContain(`--${name}: light-dark(${light}, ${dark});`);
  }
});
