// The server of `npm start`: addresses, headers, refusals.
import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { listen, portFrom, serverOf } from './serve.mjs';

const servers: Server[] = [];
const opened = (server: Server): Server => {
  servers.push(server);
  return server;
};
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const files = new Map(
  ['/index.html', '/workers/engine-1a2b.js', '/workers/layout-1a2b.js'].map((path) => [path, Buffer.from(path)]),
);
const address = () => listen(opened(serverOf(files)), 0);

describe('the server', () => {
  it('gives the page at the root, with a policy that forbids compiling text', async () => {
    const response = await fetch(`${await address()}?preset=x`);
    expect(await response.text()).toBe('/index.html');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self';");
  });

  it('lets only the engine worker compile kernels', async () => {
    const base = await address();
    const policy = async (path: string) => (await fetch(base + path)).headers.get('content-security-policy');
    expect(await policy('workers/engine-1a2b.js')).toContain("script-src 'self' 'unsafe-eval'");
    expect(await policy('workers/layout-1a2b.js')).not.toContain('unsafe-eval');
  });

  it('answers 404 outside the build and 405 to a change', async () => {
    const base = await address();
    expect((await fetch(`${base}..%2fpackage.json`)).status).toBe(404);
    expect((await fetch(base, { method: 'POST' })).status).toBe(405);
  });

  it('takes the next port when one is busy', async () => {
    const busy = Number(new URL(await listen(opened(createServer()), 0)).port);
    const taken = Number(new URL(await listen(opened(serverOf(files)), busy)).port);
    expect(taken).toBeGreaterThan(busy);
  });

  it('refuses a port that is none', () => {
    expect(portFrom(undefined)).toBe(4173);
    expect(portFrom('8080')).toBe(8080);
    expect(() => portFrom('http')).toThrow('PORT is http');
    expect(() => portFrom('65536')).toThrow('PORT is 65536');
  });
});
