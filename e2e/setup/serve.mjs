// `npm start`: serves the production build at a local address with its security headers. Knows files, not the application.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ENGINE_PATH, ENGINE_POLICY, PAGE_POLICY } from './policy.mjs';

const HOST = '127.0.0.1';
const FIRST_PORT = 4173;
const LAST_PORT = 65535;

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/**
 * The files of a build by their path in an address. Held in memory: a build made meanwhile never mixes with this one.
 * @param {string} folder
 * @returns {Map<string, Buffer>}
 */
export function filesOf(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  // The build's own notes (its manifest, its stamp) are hidden files.
  const shown = names.filter((name) => !name.split(sep).some((part) => part.startsWith('.')));
  const visible = shown.map((name) => join(folder, name)).filter((file) => statSync(file).isFile());
  return new Map(visible.map((file) => [`/${relative(folder, file).split(sep).join('/')}`, readFileSync(file)]));
}

/** @param {string} path */
export function headersOf(path) {
  return {
    'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
    'Content-Security-Policy': ENGINE_PATH.test(path) ? ENGINE_POLICY : PAGE_POLICY,
    // Names in these folders change with their contents.
    'Cache-Control': /^\/(assets|workers)\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  };
}

/** @param {string | undefined} url */
function pathOf(url) {
  const path = (url ?? '/').replace(/[?#].*$/, '');
  return path === '/' ? '/index.html' : path;
}

/**
 * @param {Map<string, Buffer>} files
 * @param {(path: string) => Record<string, string>} headers
 */
export function serverOf(files, headers = headersOf) {
  return createServer((request, response) => {
    const path = pathOf(request.url);
    const body = files.get(path);
    if (request.method !== 'GET' && request.method !== 'HEAD') response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    else if (!body) response.writeHead(404, headers('.txt')).end();
    else {
      response.writeHead(200, { ...headers(path), 'Content-Length': body.length });
      response.end(request.method === 'HEAD' ? undefined : body);
    }
  });
}

/**
 * Listens on a port, or on the next one that is free; port 0 is any free port.
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<string>} the address
 */
export function listen(server, port) {
  return new Promise((resolve, reject) => {
    /** @param {NodeJS.ErrnoException} error */
    const refused = (error) => {
      if (error.code !== 'EADDRINUSE' || port >= LAST_PORT) reject(error);
      else resolve(listen(server, port + 1));
    };
    server.once('error', refused);
    server.listen(port, HOST, () => {
      server.off('error', refused);
      const address = server.address();
      resolve(`http://${HOST}:${typeof address === 'object' ? address?.port : port}/`);
    });
  });
}

/** @param {string | undefined} text */
export function portFrom(text) {
  if (!text) return FIRST_PORT;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > LAST_PORT)
    throw new Error(`PORT is ${text}: give a whole number up to ${LAST_PORT}.`);
  return port;
}

if (process.argv[1] === import.meta.filename) {
  const port = portFrom(process.env.PORT);
  const files = filesOf(await ensureBuilt('app'));
  console.log(`Attention Workbench: ${await listen(serverOf(files), port)}`);
}
