// `npm run cli`: builds the command line if it must and runs it in this Node. Standard output stays the command's own.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';

await import(pathToFileURL(join(await ensureBuilt('cli'), 'main.js')).href);
