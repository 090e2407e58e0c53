// The value of a port at the chosen steps, rendering again only when it is another one.
import { useMemo } from 'react';
import { splitPort } from '../../drawing/ports';
import { shownValue } from '../../drawing/shownValue';
import type { ShownValue, Steps } from '../../drawing/steps';
import { loopsAround } from '../../drawing/stepValue';
import type { PortName } from '../../worker/messages';
import { useRun, useView, useWorkbench } from '../workbench';

/**
 * The chosen steps of the loops around a node: the same object while none of them changes. The graph is read, not
 * subscribed to: an edit elsewhere renders nothing.
 */
export function useStepsAround(node: string): Steps {
  const { document } = useWorkbench();
  const chosen = useView(({ steps }) => {
    const loops = loopsAround(document.getState().checked, node);
    return JSON.stringify(Object.fromEntries(loops.map((loop) => [loop, steps[loop]])));
  });
  return useMemo(() => JSON.parse(chosen) as Steps, [chosen]);
}

/** Undefined until the port has run. */
export function useShownValue(name: PortName): ShownValue | undefined {
  const { document } = useWorkbench();
  const steps = useStepsAround(splitPort(name)[0]);
  return useRun(({ values }) => shownValue(document.getState().checked, values, name, steps));
}
