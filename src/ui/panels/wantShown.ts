// Asks the engine for the outputs that the page shows in full, whatever their size.
import { useEffect } from 'react';
import { useWorkbench } from '../workbench';
import { shownPort, wantedPorts } from './shownPorts';

/** Mounted once, with the panels: a list of wants has one author. */
export function useWantShown(): void {
  const { document, run, view } = useWorkbench();
  useEffect(() => {
    const ask = (): void => {
      const { checked } = document.getState();
      const { values, wanted, want } = run.getState();
      const now = view.getState();
      const ports = wantedPorts(checked, now, shownPort(checked, now.pinned, values));
      if (ports.join() !== wanted.join()) want(ports);
    };
    ask();
    const stops = [document.subscribe(ask), view.subscribe(ask), run.subscribe(ask)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [document, run, view]);
}
