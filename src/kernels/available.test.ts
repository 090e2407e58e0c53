// Which backends there are.
import { expect, it } from 'vitest';
import { availableBackends } from './available';

it('finds what Node has', async () => {
  expect((await availableBackends()).map(({ backend }) => backend)).toEqual(['wasm', 'webasm', 'cpu']);
});
