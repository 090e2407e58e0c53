// A container that collapses into one node, and may be stacked.
import type { Value } from '../../ops/value';
import type { Vocabulary } from '../../ops/vocabulary';
import type { Container, ContainerOwn, Inside, Probes } from '../container';
import { defineNode, NodeError } from '../node';
import { integer } from '../params';

const MOST_TIMES = 64;

/** What a copy hands on: an output goes to the input of its name, or the first output to the first input. */
function handedOn(
  { wall }: ContainerOwn,
  given: Readonly<Record<string, Value>>,
  left: Inside['outputs'],
): Record<string, Value> {
  const byName = wall.inputs.filter(({ name }) => left[name] !== undefined).map(({ name }) => [name, left[name]]);
  const [input, output] = [wall.inputs[0]?.name, wall.outputs[0]?.name];
  const first = input !== undefined && output !== undefined ? [[input, left[output]]] : [];
  const passed = Object.fromEntries(byName.length > 0 ? byName : first) as Record<string, Value>;
  for (const [name, value] of Object.entries(passed)) {
    const before = given[name] as Value;
    if (before.rank !== value.rank) {
      throw new NodeError(`a copy takes ${name} with ${before.rank} axes and gives it with ${value.rank}`, {
        ports: [name],
        code: 'shape',
        advice: 'What leaves a stacked block must look like what enters it.',
      });
    }
  }
  return { ...given, ...passed };
}

const probesOf = (t: Vocabulary, { probes, feeds }: ContainerOwn, copy: number): Probes =>
  feeds.length === 1
    ? probes
    : Object.fromEntries(
        Object.entries(probes).map(([name, stacked]) => [name, t.squeeze(t.slice(stacked, 0, copy, 1), 0)]),
      );

/** Each copy reads what the one before gave; what is inside is stacked, one entry per copy. */
function build(t: Vocabulary, own: ContainerOwn): Inside {
  const copies: Inside[] = [];
  let given = own.inputs;
  for (const [k, feeds] of own.feeds.entries()) {
    const copy = own.inside(t, given, { index: k, feeds, probes: probesOf(t, own, k) });
    copies.push(copy);
    given = handedOn(own, given, copy.outputs);
  }
  const last = copies.at(-1) as Inside;
  if (copies.length === 1) return last;
  const stacked = Object.keys(last.nodes).map((name) => [
    name,
    t.concat(
      copies.map(({ nodes }) => t.unsqueeze(nodes[name] as Value, 0)),
      0,
    ),
  ]);
  return { outputs: last.outputs, nodes: Object.fromEntries(stacked) };
}

const container: Container = {
  kinds: { inputs: ['value'], outputs: ['value'] },
  fixed: {},
  optional: () => false,
  insideTypes: (_wall, outside) => ({ ...outside }),
  copies: ({ times }) => (typeof times === 'number' ? times : 1),
  stacks: ({ times }) => times !== 1,
  build,
};

export const block = defineNode({
  id: 'block',
  title: 'Block',
  category: 'layer',
  summary: 'Holds a part of the graph, and may be stacked.',
  formula: String.raw`y = f_n(\dots f_2(f_1(x)))`,
  help: 'Every copy of a stacked block has weights and dropout masks of its own and reads what the copy before gave.',
  inputs: {},
  outputs: {},
  params: { times: integer(1, { min: 1, max: MOST_TIMES, doc: 'copies, one after another' }) },
  tag: ({ times }) => (times > 1 ? `× ${times}` : ''),
  container,
  body: () => ({}),
  example: { inputs: {} },
});
