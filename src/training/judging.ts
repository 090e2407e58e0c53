// How often the held-out examples are answered right, decoding greedily. Knows the Program, not the device.
import { checkGraph } from '../execution/check';
import type { Checked } from '../execution/checked';
import { type Feed, link } from '../execution/link';
import type { Graph } from '../graph/graph';
import type { Program } from '../ops/program';
import { trim } from '../passes/trim';
import type { Tensor } from '../tensor/tensor';
import { dataOf, type NamedDataset, type PlanOptions } from './datasets';
import { onRow, type Place } from './row';

export interface Judging {
  /** Inputs: `weights`, then those of `feeds` that no place holds; outputs: `predicted`, `target` and, where wired, `valid`. */
  readonly program: Program;
  readonly checked: Checked;
  readonly feeds: readonly Feed[];
  /** Data of all held-out examples, by `<node>.<port>`. */
  readonly data: ReadonlyMap<string, Tensor>;
  readonly examples: number;
  /** A target id that does not count. */
  readonly ignore: number | undefined;
}

export interface Score {
  /** Share of the examples of which every counted token is right. */
  readonly exactMatch: number;
  /** Share of the counted tokens that are right. */
  readonly tokenAccuracy: number;
  readonly examples: number;
}

/** More are not judged at once, to stay within memory. */
const MOST_JUDGED = 1024;

/** Undefined where there is nothing to judge by. The graph is checked as it runs when it does not train: loops read what they wrote. */
export function judging(
  graph: Graph,
  loss: string,
  datasets: readonly NamedDataset[],
  places: readonly Place[],
  options: PlanOptions,
): Judging | undefined {
  const examples = Math.min(MOST_JUDGED, ...datasets.map(({ data }) => data.heldOut.size));
  if (datasets.length === 0 || examples === 0) return undefined;
  const checked = checkGraph(graph, { ...options, batch: examples });
  const node = checked.nodes.get(loss.slice(0, loss.indexOf('.')));
  const judges = node?.type?.judges;
  if (!node || !judges || node.status !== 'ready') return undefined;
  const wired = (port: string): string | undefined => {
    const edge = node.wires[port]?.[0];
    return edge && `${edge.source}.${edge.sourcePort}`;
  };
  const ports = { logits: wired(judges.logits), target: wired(judges.target), valid: wired(judges.valid) };
  const named = [...new Set(Object.values(ports).filter((port) => port !== undefined))];
  const { program, feeds } = link(checked, named);
  const judged = onRow(trim(program), places, checked.sizes, (t, outputs) => {
    const of = (port: string | undefined) => (port === undefined ? undefined : outputs[port]);
    const [logits, target, valid] = [of(ports.logits), of(ports.target), of(ports.valid)];
    return {
      ...(logits ? { predicted: t.argmax(logits) } : {}),
      ...(target ? { target } : {}),
      ...(valid ? { valid } : {}),
    };
  });
  const ignore = node.params[judges.ignore];
  return {
    program: judged,
    checked,
    feeds,
    data: dataOf(datasets, (data) => Array.from({ length: examples }, (_, n) => data.heldOut.at(n))),
    examples,
    ignore: typeof ignore === 'number' ? ignore : undefined,
  };
}

/**
 * Scores rows of ids, one row an example. For a loop that reads its own words this is greedy decoding up to `<end>`, which
 * is the last token that counts. Where every place is predicted at once from the true tokens before it, all of them are
 * right exactly when decoding one by one gives them all, so `exactMatch` is the same.
 */
export function scoreOf(
  predicted: Float32Array,
  target: Float32Array,
  valid: Float32Array | undefined,
  { examples, ignore }: Pick<Judging, 'examples' | 'ignore'>,
): Score {
  const width = target.length / examples;
  let [exact, right, counted] = [0, 0, 0];
  for (let row = 0; row < examples; row++) {
    let wrong = 0;
    for (let at = row * width; at < (row + 1) * width; at++) {
      if ((valid && valid[at] === 0) || target[at] === ignore) continue;
      counted++;
      if (predicted[at] === target[at]) right++;
      else wrong++;
    }
    if (wrong === 0) exact++;
  }
  return { exactMatch: exact / examples, tokenAccuracy: counted === 0 ? 0 : right / counted, examples };
}
