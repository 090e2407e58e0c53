// What of a graph leaves it: the ports that an export gives, the sizes it fixes, and what it has to leave out.
import type { Checked, CheckedNode } from '../execution/checked';
import { type Dim, isUnknown, symbolsOf } from '../tensor/dim';
import { type Fixed, termsOf } from './polynomial';

/** Outputs of the nodes that run and that no wire leads away from, as `<node>.<port>`. */
export function finalPorts(checked: Checked): string[] {
  const read = new Set(checked.graph.edges.map(({ source, sourcePort }) => `${source}.${sourcePort}`));
  const nodes = [...checked.nodes.values()].filter(({ status, node }) => status === 'ready' && !node.parent);
  return nodes.flatMap(({ id, outputs }) =>
    Object.keys(outputs)
      .map((port) => `${id}.${port}`)
      .filter((port) => !read.has(port)),
  );
}

const labelOf = ({ node, id }: CheckedNode): string => JSON.stringify(node.label ?? id);

/** A sentence for each node that does not run, and for each size that only the present numbers decided. */
export function commonLosses(checked: Checked): string[] {
  const nodes = [...checked.nodes.values()];
  const left = nodes.filter(({ status, node }) => status !== 'ready' && !node.parent);
  const assumed = nodes.flatMap(({ traced }) => traced?.assumptions ?? []);
  const fixed = fixedSizes(checked);
  const decided = assumed.filter(({ a, b }) => knownText(a, fixed) !== knownText(b, fixed));
  const sizes = decided.map(({ a, b, equal }) => `It holds only where ${a} is ${equal ? '' : 'not '}${b}.`);
  return [
    ...left.map((node) => `${labelOf(node)} is left out: ${node.problem?.message ?? 'it does not run'}.`),
    ...new Set(sizes),
  ];
}

/** A size with what is fixed counted in: two of one text are the same whatever an input brings. */
const knownText = (dim: Dim, fixed: Fixed): string =>
  termsOf(dim, fixed)
    .map(({ coefficient, symbols }) => [coefficient, ...symbols].join(' '))
    .sort()
    .join(' + ');

/** Symbols that a weight has as a size: no input can change them. */
export function fixedSizes(checked: Checked): Fixed {
  const weights = [...checked.nodes.values()].flatMap(({ traced }) => Object.values(traced?.weights ?? {}));
  const symbols = weights.flatMap(({ dims }) => dims.flatMap((dim) => (isUnknown(dim) ? [] : symbolsOf(dim))));
  return Object.fromEntries(
    symbols.flatMap((symbol) => {
      const size = checked.sizes[symbol];
      return size === undefined ? [] : [[symbol, size]];
    }),
  );
}
