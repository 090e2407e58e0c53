// The value of a port at the chosen steps, rendering again only when it is another one.
import { useShallow } from 'zustand/react/shallow';
import type { ShownValue } from '../../store/runStore';
import { loopsAround } from '../../store/stepValue';
import type { PortName } from '../../worker/messages';
import { splitPort } from '../panels/names';
import { useRun, useView, useWorkbench } from '../workbench';
import { shownValue } from './shownValue';
import type { Steps } from './steps';

/**
 * The chosen steps of the loops around a node: the same object while none of them changes. The graph is read, not
 * subscribed to: an edit elsewhere renders nothing.
 */
export function useStepsAround(node: string): Steps {
  const { document } = useWorkbench();
  return useView(
    useShallow(({ steps }): Steps => {
      const loops = loopsAround(document.getState().checked, node);
      return Object.fromEntries(loops.flatMap((loop) => (steps[loop] === undefined ? [] : [[loop, steps[loop]]])));
    }),
  );
}

/** Undefined until the port has run. */
export function useShownValue(name: PortName): ShownValue | undefined {
  const { document } = useWorkbench();
  const steps = useStepsAround(splitPort(name)[0]);
  return useRun(({ values }) => shownValue(document.getState().checked, values, name, steps));
}
