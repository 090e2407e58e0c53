// The page of the benchmark, built and served: the application's sources beside TensorFlow.js and onnxruntime-web.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { assembly } from '../setup/assembly.mjs';
import { filesOf, listen, serverOf } from '../setup/serve.mjs';

const root = resolve(import.meta.dirname, '../..');
/** Every engine here compiles at run time, so this page takes no policy. Isolated, its clock has steps of 5 us, not 100. */
const headers = (/** @type {string} */ path) => ({
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Content-Type': path.endsWith('.wasm') ? 'application/wasm' : path.endsWith('js') ? 'text/javascript' : 'text/html',
});

/** @returns {Promise<string>} the folder of the build */
export async function buildPage() {
  const outDir = join(root, 'dist/bench');
  mkdirSync(outDir, { recursive: true });
  await build({
    configFile: false,
    root: join(import.meta.dirname, 'page'),
    logLevel: 'warn',
    publicDir: false,
    plugins: [assembly()],
    worker: { format: 'es', plugins: () => [assembly()] },
    build: { outDir, emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0, chunkSizeWarningLimit: 10_000 },
  });
  return outDir;
}

/** @returns {Promise<{ address: string, stop: () => void }>} */
export async function servePage() {
  const server = serverOf(filesOf(await buildPage()), headers);
  return { address: await listen(server, 0), stop: () => server.close() };
}
