// Runs the checks of ops inside a worker, where the engine runs. Tests only.
import { gpuKernels } from '../kernels/gpujs';
import { edgeChecks, randomChecks } from './opChecks';

export interface WorkerReport {
  readonly checks: number;
  /** What failed, and how. */
  readonly failures: readonly string[];
  readonly live: number;
}

async function report(): Promise<WorkerReport> {
  const kernels = gpuKernels('webgl2');
  const checks = [...randomChecks(2), ...edgeChecks];
  const failures: string[] = [];
  for (const { name, run } of checks) {
    await run(kernels).catch((error) => failures.push(`${name}: ${error}`));
  }
  const { live } = kernels.stats();
  kernels.dispose();
  return { checks: checks.length, failures, live };
}

report().then(
  (done) => globalThis.postMessage(done),
  (error) => globalThis.postMessage({ checks: 0, failures: [String(error)], live: 0 } satisfies WorkerReport),
);
