// The browser that tests run in: the WebGL2 that the engine needs is there, inside a worker too.
import { expect, it } from 'vitest';

const source = `
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  const floats = gl && gl.getExtension('EXT_color_buffer_float');
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, 1, 1, 0, gl.RGBA, gl.FLOAT, null);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  gl.clearColor(1234.5, -1, 0.25, 1e30);
  gl.clear(gl.COLOR_BUFFER_BIT);
  const cell = new Float32Array(4);
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, cell);
  postMessage({ floats: Boolean(floats), cell: [...cell] });
`;

it('renders unclamped floats with WebGL2 in a worker', async () => {
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
  const answer = await new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });
  worker.terminate();
  expect(answer).toEqual({ floats: true, cell: [1234.5, -1, 0.25, Math.fround(1e30)] });
});
