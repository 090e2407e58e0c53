// Why a wire was refused, at the node it was dropped on, with the edits that would let it in. Nothing has changed.
import { useMemo } from 'react';
import { repairsForWire } from '../../execution/repair';
import { useWorkbench } from '../workbench';
import { useCanvas, useWiring } from './canvasContext';
import { clashRuns } from './clashRuns';
import { Clashing, NodeCallout } from './NodeCallout';
import { afterRepair } from './repairActions';
import { portName } from './wireWords';
import type { Refused } from './wiringStore';

export function RefusedCallout() {
  const refused = useWiring((state) => state.refused);
  return refused ? <Refusal refused={refused} /> : null;
}

function Refusal({ refused }: { readonly refused: Refused }) {
  const { document } = useWorkbench();
  const { wiring } = useCanvas();
  const { from, to, problem } = refused;
  const { graph, checked, options } = document.getState();
  const repairs = useMemo(() => repairsForWire(graph, refused, options), [graph, refused, options]);
  const [primary, secondary] = repairs.map(({ label, change }) => ({
    label,
    onAct: () => {
      wiring.getState().forgive();
      document.getState().edit(change);
    },
  }));
  const [output, input] = from.side === 'output' ? [from, to] : [to, from];
  const isShape = problem.code === 'shape';
  const names = `${portName(checked, output)} does not fit ${portName(checked, input)}`;
  // The sentence gives the shape of the wire first, then that of the port beside.
  const { ports = [], clash = [] } = problem;
  const own = Math.max(0, ports.indexOf(input.port));
  const clashes = [clash[own], clash[1 - own]];
  const [repair] = repairs;
  return (
    <NodeCallout
      node={input.node}
      title={isShape ? names : problem.message}
      primary={primary}
      secondary={secondary}
      after={repair ? afterRepair(graph, input.node, repair, options) : undefined}
      onDismiss={() => wiring.getState().forgive()}
      takesFocus
    >
      {isShape ? `${problem.message}. ` : null}
      <Clashing runs={clashRuns(problem.detail ?? '', clashes)} /> {problem.advice}
    </NodeCallout>
  );
}
