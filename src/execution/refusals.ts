// Which tuned kernels a device could not compile, and for which nodes plain ones ran instead, in words. Knows no node type.
import type { Checked } from './checked';
import type { NodeRun } from './executor';

/** Undefined where every tuned kernel that was asked for compiled. */
export function refusedWords({ nodes }: Checked, runs: readonly NodeRun[]): string | undefined {
  const hit = runs.filter(({ measured }) => (measured?.refused.length ?? 0) > 0);
  const [first] = hit;
  if (!first?.measured) return undefined;
  const names = hit.map(({ id }) => nodes.get(id)?.node.label ?? nodes.get(id)?.type?.title ?? id);
  const ops = hit.flatMap(({ measured }) => measured?.refused ?? []);
  return `The tuned kernels of ${names.join(', ')} (${ops.join(', ')}) did not compile on ${first.measured.backend}, so plain ones run.`;
}
