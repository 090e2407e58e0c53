// The built application behind its own server, for benchmarks of the page.
import { spawn } from 'node:child_process';

/** The address that the server prints, and a way to stop it. */
export function serveApplication() {
  const server = spawn(process.execPath, ['e2e/setup/serve.mjs'], { env: { ...process.env, PORT: '0' } });
  /** @type {Promise<string>} */
  const address = new Promise((resolve, reject) => {
    server.stdout.on('data', (text) => {
      const found = /http:\S+/.exec(String(text));
      if (found) resolve(found[0]);
    });
    server.on('exit', () => reject(new Error('the server stopped before it said its address')));
  });
  return { address, stop: () => server.kill() };
}
