// What a node waits for, step by step, up to what is wrong.
import type { Checked } from '../../execution/checked';
import { labelOf, listed } from './names';

/** Ids from the node right before this one to the one with the mistake. */
export function waitChain(checked: Checked, id: string): string[] {
  const chain: string[] = [];
  for (let next = checked.nodes.get(id)?.waitsFor[0]; next !== undefined && !chain.includes(next); ) {
    chain.push(next);
    next = checked.nodes.get(next)?.waitsFor[0];
  }
  return chain;
}

/** `Score · key` where a port of the last node is what is missing. */
function named(checked: Checked, id: string): string {
  const { problem } = checked.nodes.get(id) ?? {};
  const ports = problem?.code === 'unwired' ? (problem.ports ?? []) : [];
  return ports.length > 0 ? `${labelOf(checked, id)} · ${listed(ports)}` : labelOf(checked, id);
}

/** `It waits for Scale, which waits for Score · key.` Nothing where the node waits for none. */
export function waitSentence(checked: Checked, id: string): string | undefined {
  const node = checked.nodes.get(id);
  if (node?.status === 'muted') return 'It is muted.';
  if (node?.status === 'problem') {
    const what = named(checked, id);
    return what === labelOf(checked, id) ? `${node.problem?.message}.` : `It waits for ${what}.`;
  }
  const chain = waitChain(checked, id);
  if (chain.length === 0) return undefined;
  const words = chain.map((step, at) => (at === chain.length - 1 ? named(checked, step) : labelOf(checked, step)));
  const shown = words.length > 4 ? [...words.slice(0, 3), words.at(-1) as string] : words;
  return `It waits for ${shown.join(', which waits for ')}.`;
}

/** Every node that waits, in running order, and those that it is for. */
export function waiting(checked: Checked): { readonly ids: readonly string[]; readonly roots: readonly string[] } {
  const ids = [...checked.nodes.values()].filter(({ status }) => status === 'waiting').map(({ id }) => id);
  const roots = new Set(ids.flatMap((id) => waitChain(checked, id).slice(-1)));
  return { ids, roots: [...roots] };
}
