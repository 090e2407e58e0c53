// Compiles AssemblyScript when a module imports it with `?assembly`: its default export is the bytes of a WebAssembly module.
// With `?assembly=fused` the module multiplies and adds in one instruction (relaxed SIMD), which not every engine has.
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import asc from 'assemblyscript/asc';

const QUERY = /\?assembly(=fused)?$/;

/**
 * @param {string} file the entry
 * @param {boolean} fused
 * @returns {Promise<string>} the module as base64
 */
async function compile(file, fused) {
  /** @type {Uint8Array | undefined} */
  let bytes;
  const flags = [
    '-O3',
    '--noAssert',
    '--runtime',
    'stub',
    '--importMemory',
    '--enable',
    `simd${fused ? ',relaxed-simd' : ''}`,
  ];
  // Functions of four numbers are for other WebAssembly, not for the page.
  const options = [basename(file), '--baseDir', dirname(file), '-o', 'out.wasm', ...flags, '--disableWarning', '112'];
  const { error, stderr } = await asc.main(options, {
    writeFile: (/** @type {string} */ _name, /** @type {string | Uint8Array} */ contents) => {
      bytes = Buffer.from(contents);
    },
  });
  if (error || !bytes) throw new Error(`${file} does not compile:\n${stderr.toString()}`);
  return Buffer.from(bytes).toString('base64');
}

/** @returns {import('vite').Plugin} */
export function assembly() {
  /** @type {Map<string, Promise<string>>} */
  const compiled = new Map();
  return {
    name: 'assembly',
    enforce: 'pre',
    async load(id) {
      const query = QUERY.exec(id);
      if (!query) return undefined;
      const file = id.slice(0, query.index);
      const folder = dirname(file);
      for (const name of readdirSync(folder)) this.addWatchFile(join(folder, name));
      const made = compiled.get(id) ?? compile(file, query[1] !== undefined);
      if (!this.meta.watchMode) compiled.set(id, made);
      return `export default Uint8Array.from(atob("${await made}"), (c) => c.charCodeAt(0));`;
    },
  };
}
