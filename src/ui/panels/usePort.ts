// One output as components show it, rendering again only when something about it changes.

import type { PortName } from '../../worker/messages';
import type { ValueTensor } from '../values/valueTensor';
import { useDocument, useRun, useView } from '../workbench';
import { splitPort } from './names';
import { portTensor } from './portTensor';
import { shownPort } from './shownPorts';
import { waitSentence } from './waits';

/** What the Attention panel shows. */
export function useShownPort(): PortName | undefined {
  const pinned = useView((state) => state.pinned);
  const values = useRun((state) => state.values);
  return useDocument(({ checked }) => shownPort(checked, pinned, values));
}

/** Undefined until it has run. */
export function usePortTensor(name: PortName | undefined): ValueTensor | undefined {
  const values = useRun((state) => state.values);
  return useDocument(({ checked }) => portTensor(checked, values, name));
}

/** Why the cells of this port are those of an earlier run; undefined where they are current. */
export function useStale(name: PortName | undefined): string | undefined {
  return useDocument(({ checked }) => {
    if (name === undefined) return undefined;
    const [id, port] = splitPort(name);
    const node = checked.nodes.get(id);
    return !node || node.outputs[port] ? undefined : (waitSentence(checked, id) ?? 'It does not run.');
  });
}
