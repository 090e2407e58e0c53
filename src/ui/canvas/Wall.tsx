// A wall of an open container: its ports seen through it, each with its name, how it is fed, and its shape on both sides.
import type { NodeProps } from '@xyflow/react';
import { memo, useRef } from 'react';
import type { Face, WallRow } from '../../drawing/face';
import { isUnfinished } from '../../drawing/nodeState';
import { classes } from '../primitives/classes';
import { useDocument, useRun } from '../workbench';
import styles from './Container.module.css';
import { useCanvas, useCanvasUi, useWiring } from './canvasContext';
import type { FlowNode } from './flowElements';
import { KindMark } from './KindMark';
import { Port } from './Port';
import { PortNameEditor } from './PortNameEditor';
import { useRenderCount } from './renderCount';

export const Wall = memo(function Wall({ id, data, selected }: NodeProps<FlowNode>) {
  const { face } = data;
  const wall = useRef<HTMLDivElement>(null);
  useRenderCount(wall);
  const problem = useDocument((state) => state.checked.nodes.get(id)?.problem);
  const runProblem = useRun((state) => state.problems.find((one) => one.node === id));
  const said = problem ?? runProblem;
  const broken = said !== undefined && !isUnfinished(said);
  const lit = useWiring(({ wire }) => wire?.lit.has(id) === true);
  const far = face.wall?.boundary === 'outputs';
  return (
    <div
      ref={wall}
      className={classes(styles.wall, far && styles.far, selected && styles.chosen, lit && styles.lit)}
      data-type={data.node.type}
    >
      {face.wall?.rows.map((row, at) => (
        <Row key={row.name} face={face} row={row} top={face.rows.top + face.rows.height * at} far={far} />
      ))}
      {face.slots.map((slot) => (
        <Port
          key={slot.key}
          face={face}
          slot={slot}
          reachable={selected}
          bad={broken && slot.side === 'input' && (said?.ports ?? []).includes(slot.port)}
        />
      ))}
    </div>
  );
}, sameFace);

function sameFace(a: NodeProps<FlowNode>, b: NodeProps<FlowNode>): boolean {
  return a.data === b.data && a.selected === b.selected;
}

interface RowProps {
  readonly face: Face;
  readonly row: WallRow;
  readonly top: number;
  readonly far: boolean;
}

/** The line is the port on its way through: what it is called above, its shapes below. */
function Row({ face, row, top, far }: RowProps) {
  const { ui } = useCanvas();
  const renaming = useCanvasUi(({ renamingPort: at }) => at?.node === face.id && at.port === row.name);
  const fresh = row.name === '';
  return (
    <div
      className={classes(styles.row, fresh && styles.fresh, far && styles.right)}
      style={{ top, height: face.rows.height }}
    >
      {fresh ? null : (
        <>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: F2 at the port does the same by keyboard */}
          <span
            className={styles.name}
            onDoubleClick={() => row.kind !== '' && ui.setState({ renamingPort: { node: face.id, port: row.name } })}
          >
            <KindMark kind={row.kind} />
            {renaming ? <PortNameEditor wall={face.id} port={row.name} /> : row.name}
          </span>
          {row.kind === '' ? null : <i className={styles.through} />}
          <small>{row.shapes}</small>
        </>
      )}
    </div>
  );
}
