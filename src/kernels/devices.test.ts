// Which backend is chosen, and what is said about it.
import { expect, it } from 'vitest';
import { availableBackends, chooseBackend } from './devices';

it('finds what Node has', async () => {
  expect((await availableBackends()).map(({ backend }) => backend)).toEqual(['wasm', 'webasm', 'cpu']);
});

it.each([
  [
    'a graphics card',
    [{ backend: 'webgl2', renderer: 'Apple M2', software: false }, { backend: 'cpu' }],
    { backend: 'webgl2', reason: 'WebGL2 runs on Apple M2.' },
  ],
  [
    'WebGL2 in software',
    [{ backend: 'webgl2', renderer: 'SwiftShader', software: true }, { backend: 'webasm' }, { backend: 'cpu' }],
    { backend: 'cpu', reason: 'WebGL2 here is a software renderer, so cpu runs.' },
  ],
  [
    'no WebGL2',
    [{ backend: 'webasm' }, { backend: 'cpu' }],
    { backend: 'cpu', reason: 'WebGL2 is not available here, so cpu runs.' },
  ],
] as const)('chooses by what there is: %s', (_what, available, chosen) => {
  expect(chooseBackend(available)).toEqual(chosen);
});
