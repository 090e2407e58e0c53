// Every op on WebGL2 inside a worker, on a canvas that no page has.
import { expect, it } from 'vitest';
import type { WorkerReport } from '../testing/opChecks.worker';

it('every op equals the oracle in a worker', { timeout: 120_000 }, async () => {
  const worker = new Worker(new URL('../testing/opChecks.worker.ts', import.meta.url), { type: 'module' });
  const report = await new Promise<WorkerReport>((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });
  worker.terminate();
  expect(report.failures).toEqual([]);
  expect(report.checks).toBeGreaterThan(80);
  expect(report.live).toBe(0);
});
