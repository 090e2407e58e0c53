// What WebGL2 adds: textures that must be given back, and a context that a driver may take away.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tensor } from '../tensor/tensor';
import { kernelChecks, launchChecks } from '../testing/kernelChecks';
import { availableBackends } from './available';
import { createKernels } from './devices';
import type { Buffer, Kernels, LaunchedKernel } from './kernel';
import { textureDevice } from './textures';

for (const { name, run } of [...kernelChecks, ...launchChecks]) {
  it(name, async () => {
    const kernels = createKernels('webgl2');
    await run(kernels);
    kernels.dispose();
  });
}

const times = (factor: number): LaunchedKernel => ({
  id: 'times',
  plain: (launch, args, _attrs, [shape]) => [
    launch(`function(xs){return xs[this.thread.x]*${factor};}`, args, shape ?? []),
  ],
  reference: () => [],
});

const run = (kernels: Kernels, x: Buffer, factor = 2): Buffer =>
  kernels.run(times(factor), [x], {}, [x.shape])[0] as Buffer;

describe('textures of the browser', () => {
  const alive = new Set<WebGLTexture>();
  const { createTexture, deleteTexture } = WebGL2RenderingContext.prototype;

  beforeEach(() => {
    vi.spyOn(WebGL2RenderingContext.prototype, 'createTexture').mockImplementation(function (
      this: WebGL2RenderingContext,
    ) {
      const texture = createTexture.call(this);
      alive.add(texture);
      return texture;
    });
    vi.spyOn(WebGL2RenderingContext.prototype, 'deleteTexture').mockImplementation(function (
      this: WebGL2RenderingContext,
      texture,
    ) {
      deleteTexture.call(this, texture);
      if (texture) alive.delete(texture);
    });
  });

  afterEach(() => {
    vi.restoreAllMocks();
    alive.clear();
  });

  it('are used again by the next storage of their size, and none is left after dispose', () => {
    const kernels = createKernels('webgl2');
    const x = kernels.upload(tensor([3], [1, 2, 3]));
    const y = run(kernels, x);
    const z = run(kernels, y);
    for (const buffer of [y, z]) kernels.free(buffer);
    const before = alive.size;
    for (const buffer of [run(kernels, x), run(kernels, x)]) kernels.free(buffer);
    expect(alive.size).toBe(before);
    kernels.dispose();
    expect(alive.size).toBe(0);
  });

  it('do not grow in 200 runs of plain and of tuned kernels, and none is left after dispose', () => {
    const kernels = createKernels('webgl2');
    const x = kernels.upload(tensor([3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9]));
    const both = (i: number): void => {
      kernels.free(run(kernels, x, 1 + (i % 5)));
      const [tripled] = kernels.run({ ...times(3), expression: 'x*3' }, [x], {}, [[3, 3]]) as [Buffer];
      kernels.free(tripled);
    };
    for (let i = 0; i < 5; i++) both(i);
    const before = alive.size;
    for (let i = 0; i < 200; i++) both(i);
    expect(alive.size).toBe(before);
    expect(kernels.stats()).toMatchObject({ live: 1, tuned: 205 });
    kernels.dispose();
    expect(alive.size).toBe(0);
  });

  function drained<C>(running: Generator<void, C, void>): C {
    for (;;) {
      const { done, value } = running.next();
      if (done) return value;
    }
  }

  it('outlive the kernel that made them, and are still given back', () => {
    const device = textureDevice(2);
    const x = device.upload(Float32Array.of(1, 2));
    const launch = (factor: number) =>
      drained(device.launch(`function(xs){return xs[this.thread.x]*${factor};}`, [x], 2));
    const made = [2, 3, 4, 3, 2].map(launch);
    expect(made.map((cells) => [...device.read(cells)])).toEqual([
      [2, 4],
      [3, 6],
      [4, 8],
      [3, 6],
      [2, 4],
    ]);
    expect(device.compiled().count).toBe(4);
    for (const cells of [x, ...made]) device.release(cells);
    device.dispose();
    expect(alive.size).toBe(0);
  });
});

describe('a lost context', () => {
  const lost = expect.objectContaining({ name: 'KernelError', lost: true, backend: 'webgl2' });

  it('is reported by everything that would answer zeros', async () => {
    const kernels = createKernels('webgl2');
    const x = kernels.upload(tensor([2], [1, 2]));
    const y = run(kernels, x);
    kernels.loseContext?.();
    await expect(kernels.read(y)).rejects.toEqual(lost);
    expect(() => run(kernels, x)).toThrow(lost);
    expect(() => run(kernels, x, 3)).toThrow(lost);
    expect(() => kernels.upload(tensor([1], [1]))).toThrow(lost);
    kernels.free(x);
    kernels.free(y);
    expect(kernels.stats().live).toBe(0);
    kernels.dispose();
  });

  it('is reported when it goes away during a read', async () => {
    const kernels = createKernels('webgl2');
    const x = run(kernels, kernels.upload(tensor([2], [1, 2])));
    const { readPixels } = WebGL2RenderingContext.prototype;
    const spy = vi.spyOn(WebGL2RenderingContext.prototype, 'readPixels').mockImplementation(function (
      this: WebGL2RenderingContext,
      ...args: unknown[]
    ) {
      kernels.loseContext?.();
      readPixels.apply(this, args as Parameters<typeof readPixels>);
    });
    await expect(kernels.read(x)).rejects.toEqual(lost);
    spy.mockRestore();
    kernels.dispose();
  });

  it('does not keep new kernels from working', async () => {
    const before = createKernels('webgl2');
    before.loseContext?.();
    before.dispose();
    const kernels = createKernels('webgl2');
    const x = kernels.upload(tensor([2], [1, 2]));
    expect([...(await kernels.read(run(kernels, x)))]).toEqual([2, 4]);
    kernels.dispose();
  });
});

it('disposing gives the context back at once', () => {
  const device = textureDevice();
  expect(device.isLost()).toBe(false);
  device.dispose();
  expect(device.isLost()).toBe(true);
});

it('more kernels than a browser allows contexts can follow one another', async () => {
  for (let i = 0; i < 24; i++) {
    const kernels = createKernels('webgl2');
    const x = kernels.upload(tensor([1], [i]));
    expect([...(await kernels.read(run(kernels, x)))]).toEqual([2 * i]);
    kernels.dispose();
  }
});

it('the software renderer of the tests is known for one', async () => {
  const [webgl2, ...others] = await availableBackends();
  expect(webgl2).toEqual({ backend: 'webgl2', renderer: expect.stringMatching(/SwiftShader/), software: true });
  expect(others.map(({ backend }) => backend)).toEqual(['wasm', 'webasm', 'cpu']);
});
