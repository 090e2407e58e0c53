// Which outputs the page shows in full: the pinned one with what it is made from, and those of the selected node.

import { splitPort } from '../../drawing/ports';
import type { Checked, CheckedNode } from '../../execution/checked';
import { nodeTypes } from '../../nodes/registry';
import type { RunState } from '../../store/runStore';
import type { ViewState } from '../../store/viewStore';
import type { PortName } from '../../worker/messages';

const weightsPort = ({ ports }: CheckedNode): string | undefined =>
  Object.entries(ports.outputs).find(([, { shows }]) => shows === 'weights')?.[0];

/** What a recurrent graph is about, where it has no attention: the gates or the state of its first cell, step by step. */
function memoryPort({ nodes }: Checked): PortName | undefined {
  const cell = [...nodes.values()].find(({ type }) => type?.category === 'recurrent' && !type.container);
  const port = Object.keys(cell?.ports.outputs ?? {}).at(-1);
  return cell && port && `${cell.id}.${port}`;
}

/** The pinned port while its node is there; else the last attention weights that ran, or that could. */
export function shownPort(
  checked: Checked,
  pinned: PortName | undefined,
  values: RunState['values'],
): PortName | undefined {
  if (pinned !== undefined && checked.nodes.get(splitPort(pinned)[0])?.ports.outputs[splitPort(pinned)[1]]) {
    return pinned;
  }
  const all = [...checked.nodes.values()].flatMap((node) => {
    const port = weightsPort(node);
    return port === undefined ? [] : [`${node.id}.${port}`];
  });
  return all.filter((name) => values[name]).at(-1) ?? all.at(-1) ?? memoryPort(checked);
}

/** Inputs of a node as the outputs that feed them. */
export const feedsOf = ({ wires }: CheckedNode): PortName[] =>
  Object.values(wires)
    .flat()
    .map(({ source, sourcePort }) => `${source}.${sourcePort}`);

export function wantedPorts(
  checked: Checked,
  { panel, selection }: Pick<ViewState, 'panel' | 'selection'>,
  shown: PortName | undefined,
): PortName[] {
  const pinned = shown === undefined ? undefined : checked.nodes.get(splitPort(shown)[0]);
  const inPanel = panel.open && panel.tab === 'attention' && pinned && shown ? [shown, ...feedsOf(pinned)] : [];
  const selected = selection.nodes.length === 1 ? checked.nodes.get(selection.nodes[0] as string) : undefined;
  const inspected = Object.keys(selected?.outputs ?? {}).map((port) => `${selected?.id}.${port}`);
  return [...new Set([...inPanel, ...inspected])].filter((name) => {
    const [id, port] = splitPort(name);
    return checked.nodes.get(id)?.outputs[port] !== undefined;
  });
}

export interface PinChoice {
  readonly name: PortName;
  readonly node: string;
  readonly port: string;
}

/** Every output that can be pinned, attention weights first, otherwise in running order. */
export function pinChoices(checked: Checked): readonly [weights: PinChoice[], others: PinChoice[]] {
  const groups: [PinChoice[], PinChoice[]] = [[], []];
  for (const { id, ports } of checked.nodes.values()) {
    for (const [port, { shows }] of Object.entries(ports.outputs)) {
      groups[shows === 'weights' ? 0 : 1].push({ name: `${id}.${port}`, node: id, port });
    }
  }
  return groups;
}

/** `Softmax · weights`: what would give attention weights in a graph that has none. */
export function exampleOfWeights(): string {
  const type = nodeTypes.find(({ outputs }) => Object.values(outputs).some(({ shows }) => shows === 'weights'));
  const port = Object.entries(type?.outputs ?? {}).find(([, { shows }]) => shows === 'weights')?.[0];
  return type ? `${type.title} · ${port}` : 'Attention weights';
}
