// One output as components show it, rendering again only when something about it changes.

import { useMemo } from 'react';
import { splitPort } from '../../drawing/ports';
import { portTensor } from '../../drawing/portTensor';
import type { ValueTensor } from '../../drawing/valueTensor';
import type { PortName } from '../../worker/messages';
import { type RowsByStep, rowsByStep } from '../time/rowsByStep';
import { useDocument, useRun, useView } from '../workbench';
import { shownPort } from './shownPorts';
import { waitSentence } from './waits';

/** What the Attention panel shows. */
export function useShownPort(): PortName | undefined {
  const pinned = useView((state) => state.pinned);
  const values = useRun((state) => state.values);
  const checked = useDocument((state) => state.checked);
  return useMemo(() => shownPort(checked, pinned, values), [checked, pinned, values]);
}

/** Undefined until it has run. */
export function usePortTensor(name: PortName | undefined): ValueTensor | undefined {
  const values = useRun((state) => state.values);
  const steps = useView((state) => state.steps);
  const checked = useDocument((state) => state.checked);
  return useMemo(() => portTensor(checked, values, name, steps), [checked, values, name, steps]);
}

/** The whole matrix that a loop fills row by row; undefined for any other output. */
export function useRowsByStep(name: PortName | undefined): RowsByStep | undefined {
  const values = useRun((state) => state.values);
  const steps = useView((state) => state.steps);
  const checked = useDocument((state) => state.checked);
  return useMemo(
    () => (name === undefined ? undefined : rowsByStep(checked, values, name, steps)),
    [checked, values, name, steps],
  );
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
