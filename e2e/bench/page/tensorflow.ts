// Attention in TensorFlow.js, on its webgl, wasm and cpu backends, as its users write it.
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { type Case, HEADS, type MakeRunner } from './attention';

export { tf };

setWasmPaths({
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  'tfjs-backend-wasm-threaded-simd.wasm': threaded,
});

// One thread for every engine, as on any page that is not isolated.
tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);

function graph(x: tf.Tensor2D, weights: readonly tf.Tensor2D[], mask: tf.Tensor2D, { tokens, width }: Case): tf.Tensor {
  const [query, key, value, output] = weights as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
  const heads = (w: tf.Tensor2D) =>
    x
      .matMul(w)
      .reshape([tokens, HEADS, width / HEADS])
      .transpose([1, 0, 2]);
  const scores = tf
    .matMul(heads(query), heads(key), false, true)
    .mul(1 / Math.sqrt(width / HEADS))
    .add(mask);
  return tf.matMul(tf.softmax(scores), heads(value)).transpose([1, 0, 2]).reshape([tokens, width]).matMul(output);
}

/** -1e30 where a key comes after the query. */
const causalMask = (tokens: number): tf.Tensor2D =>
  tf.tidy(
    () =>
      tf.linalg
        .bandPart(tf.ones([tokens, tokens]), -1, 0)
        .sub(1)
        .mul(1e30) as tf.Tensor2D,
  );

export const tensorflow =
  (backend: 'webgl' | 'wasm' | 'cpu'): MakeRunner =>
  async (of, weights) => {
    await tf.setBackend(backend);
    await tf.ready();
    const { tokens, width } = of;
    const held = [weights.query, weights.key, weights.value, weights.output].map((w) => tf.tensor2d(w, [width, width]));
    const mask = causalMask(tokens);
    return {
      engine: 'tfjs',
      backend,
      // Changing the backend is no part of a run.
      ready: () => void tf.setBackend(backend),
      run: async (input) => {
        const out = tf.tidy(() => graph(tf.tensor2d(input, [tokens, width]), held, mask, of));
        const cells = (await out.data()) as Float32Array;
        out.dispose();
        return cells;
      },
      dispose: () => {
        for (const tensor of [...held, mask]) tensor.dispose();
      },
    };
  };
