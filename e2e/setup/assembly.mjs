// Compiles AssemblyScript when a module imports it with `?assembly`: its default export is the bytes of a WebAssembly module.
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import asc from 'assemblyscript/asc';

const QUERY = '?assembly';

/**
 * @param {string} file the entry
 * @returns {Promise<string>} the module as base64
 */
async function compile(file) {
  /** @type {Uint8Array | undefined} */
  let bytes;
  const flags = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd'];
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
      if (!id.endsWith(QUERY)) return undefined;
      const file = id.slice(0, -QUERY.length);
      const folder = dirname(file);
      for (const name of readdirSync(folder)) this.addWatchFile(join(folder, name));
      const made = compiled.get(file) ?? compile(file);
      if (!this.meta.watchMode) compiled.set(file, made);
      return `export default Uint8Array.from(atob("${await made}"), (c) => c.charCodeAt(0));`;
    },
  };
}
