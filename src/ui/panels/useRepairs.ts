// Repairs of a problem, looked for a moment after the last edit: each candidate is a check of the whole graph.
import { useEffect, useState } from 'react';
import type { Problem } from '../../execution/problem';
import { type Repair, repairs } from '../../execution/repair';
import { useDocument, useWorkbench } from '../workbench';

/** Milliseconds without an edit. */
const QUIET = 120;
const NONE: readonly Repair[] = [];

export function useRepairs(problem: Problem | undefined): readonly Repair[] {
  const { document } = useWorkbench();
  const graph = useDocument((state) => state.graph);
  const [found, setFound] = useState<{ readonly problem: Problem; readonly repairs: readonly Repair[] }>();
  useEffect(() => {
    if (!problem) return;
    const look = (): void => setFound({ problem, repairs: repairs(graph, problem, document.getState().options) });
    const timer = setTimeout(look, QUIET);
    return () => clearTimeout(timer);
  }, [graph, problem, document]);
  return found && found.problem === problem ? found.repairs : NONE;
}
