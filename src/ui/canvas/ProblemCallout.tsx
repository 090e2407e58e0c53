// The mistake of the selected node, or of the one that an edit just broke, with the edits that would mend it.
import { useEffect, useMemo } from 'react';
import { isUnfinished } from '../../drawing/nodeState';
import type { Checked } from '../../execution/checked';
import type { Problem } from '../../execution/problem';
import { repairs } from '../../execution/repair';
import { capital } from '../panels/names';
import { useDocument, useRun, useView, useWorkbench } from '../workbench';
import { useCanvas, useCanvasUi, useWiring } from './canvasContext';
import { clashRuns } from './clashRuns';
import { Clashing, NodeCallout } from './NodeCallout';
import { afterRepair } from './repairActions';

const keyOf = ({ node, message }: Problem): string => `${node} ${message}`;

/** The node that had no mistake before an edit and has one now; opening another document breaks nothing. */
function justBroken(now: Checked, before: Checked): string | undefined {
  const had = new Set(before.problems.map(({ node }) => node));
  return now.problems.find(
    (problem) => !isUnfinished(problem) && !had.has(problem.node) && before.nodes.has(problem.node),
  )?.node;
}

function useFreshProblem(): void {
  const { document } = useWorkbench();
  const { ui } = useCanvas();
  useEffect(
    () =>
      document.subscribe(({ checked }, { checked: before }) => {
        if (checked === before) return;
        const fresh = justBroken(checked, before) ?? ui.getState().fresh;
        ui.setState({ fresh: checked.problems.some(({ node }) => node === fresh) ? fresh : undefined });
      }),
    [document, ui],
  );
}

/** What the check or the last run says against a node. */
function useProblemAt(id: string | undefined): Problem | undefined {
  const checked = useDocument((state) => state.checked.nodes.get(id ?? '')?.problem);
  const run = useRun(({ problems }) => problems.find(({ node }) => node === id));
  const problem = checked ?? run;
  return isUnfinished(problem) ? undefined : problem;
}

export function ProblemCallout() {
  useFreshProblem();
  const selected = useProblemAt(
    useView(({ selection }) => (selection.nodes.length === 1 ? selection.nodes[0] : undefined)),
  );
  const fresh = useProblemAt(useCanvasUi((state) => state.fresh));
  const dismissed = useCanvasUi((state) => state.dismissed);
  const busy = useWiring(({ wire, refused }) => wire !== undefined || refused !== undefined);
  const problem = selected ?? fresh;
  if (!problem || busy || dismissed === keyOf(problem)) return null;
  return <Mistake problem={problem} />;
}

function Mistake({ problem }: { readonly problem: Problem }) {
  const { document } = useWorkbench();
  const { ui } = useCanvas();
  const { options } = document.getState();
  const graph = useDocument((state) => state.graph);
  const found = useMemo(() => repairs(graph, problem, options), [graph, problem, options]);
  const [primary, secondary] = found.map(({ label, change }) => ({
    label,
    onAct: () => document.getState().edit(change),
  }));
  const [repair] = found;
  return (
    <NodeCallout
      node={problem.node}
      title={capital(problem.message)}
      primary={primary}
      secondary={secondary}
      after={repair ? afterRepair(graph, problem.node, repair, options) : undefined}
      onDismiss={() => ui.setState({ dismissed: keyOf(problem), fresh: undefined })}
    >
      <Clashing runs={clashRuns(problem.detail ?? '', problem.clash ?? [])} /> {problem.advice}
    </NodeCallout>
  );
}
