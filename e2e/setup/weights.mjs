// `npm run weights`: trains every preset that names a weights file, from its seed, and writes the files anew. Prints how they score.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureBuilt } from './build.mjs';

const root = resolve(import.meta.dirname, '../..');
const cli = join(await ensureBuilt('cli'), 'main.js');

for (const file of readdirSync(join(root, 'graphs')).filter((name) => name.endsWith('.json'))) {
  const path = join(root, 'graphs', file);
  const { weightsFile } = JSON.parse(readFileSync(path, 'utf8'));
  if (weightsFile === undefined) continue;
  const out = join(root, 'public', weightsFile);
  const said = execFileSync(process.execPath, [cli, 'train', path, '--backend', 'wasm', '--out', out, '--json'], {
    encoding: 'utf8',
  });
  console.log(`${weightsFile}  ${said.trim()}`);
}
