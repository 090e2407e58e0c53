// An open container: a titled frame around what lies in it, with the outer ports on its edge and its steps at the foot.
import { type NodeProps, NodeResizeControl, type ResizeControlVariant } from '@xyflow/react';
import { Minus } from 'lucide-react';
import { memo, useRef } from 'react';
import type { Face } from '../../drawing/face';
import { isUnfinished, nodeSay, waitsForNames } from '../../drawing/nodeState';
import type { CheckedNode } from '../../execution/checked';
import { later } from '../later';
import { IconButton } from '../primitives/Button';
import { CategoryGlyph } from '../primitives/CategoryGlyph';
import { classes } from '../primitives/classes';
import { useDocument, useRun } from '../workbench';
import styles from './Container.module.css';
import { useCanvas, useCanvasUi, useWiring } from './canvasContext';
import { useWithCanvas } from './canvasLink';
import { type FlowNode, FRAME_TITLE } from './flowElements';
import { glyphOf } from './glyph';
import { TitleEditor } from './NodeTitle';
import { Port } from './Port';
import { ProfileBadge } from './ProfileBadge';
import { useRenderCount } from './renderCount';
import { useCommitSize } from './useCommitSize';

const TimeSlider = later('The time slider', async () => (await import('../time/TimeSlider')).TimeSlider);

const CORNER = 'handle' as ResizeControlVariant.Handle;
const EDGE = 'line' as ResizeControlVariant.Line;

export const ContainerFrame = memo(function ContainerFrame({ id, data, selected }: NodeProps<FlowNode>) {
  const { face } = data;
  const frame = useRef<HTMLDivElement>(null);
  useRenderCount(frame);
  const node = useDocument((state) => state.checked.nodes.get(id));
  const runProblem = useRun((state) => state.problems.find((problem) => problem.node === id));
  const takes = useCanvasUi((state) => state.takes === id);
  const refuses = useWiring(({ refused }) => refused?.to.node === id);
  if (!node) return null;
  const problem = node.problem ?? runProblem;
  const broken = refuses || (problem !== undefined && !isUnfinished(problem));
  const bad = broken ? (problem?.ports ?? []) : [];
  return (
    <div
      ref={frame}
      className={classes(
        styles.frame,
        node.type && styles[face.attention ?? node.type.category],
        selected && styles.selected,
        takes && styles.takes,
        broken && styles.broken,
        node.node.mode && styles.off,
      )}
      data-status={node.status}
      data-type={node.node.type}
    >
      <FrameTitle node={node} face={face} />
      <ProfileBadge id={id} />
      {face.foot ? (
        <div className={styles.foot}>
          <TimeSlider container={id} label={face.title} />
        </div>
      ) : null}
      {selected ? <Resize id={id} /> : null}
      {face.slots.map((slot) => (
        <Port
          key={slot.key}
          face={face}
          slot={slot}
          reachable={selected}
          bad={slot.side === 'input' && bad.includes(slot.port)}
        />
      ))}
    </div>
  );
}, sameFace);

/** Where it stands is React Flow's matter: a frame that only moves is not rendered. */
function sameFace(a: NodeProps<FlowNode>, b: NodeProps<FlowNode>): boolean {
  return a.data === b.data && a.selected === b.selected;
}

/** Only to the right and down: what lies in it keeps its place. */
function Resize({ id }: { readonly id: string }) {
  const commitSize = useCommitSize(id);
  const common = { minWidth: 160, minHeight: 120, onResizeEnd: commitSize };
  return (
    <>
      <NodeResizeControl {...common} className={styles.edge ?? ''} position="right" variant={EDGE} />
      <NodeResizeControl {...common} className={styles.edge ?? ''} position="bottom" variant={EDGE} />
      <NodeResizeControl {...common} className={styles.corner ?? ''} position="bottom-right" variant={CORNER} />
    </>
  );
}

function FrameTitle({ node, face }: { readonly node: CheckedNode; readonly face: Face }) {
  const { ui } = useCanvas();
  const withCanvas = useWithCanvas();
  const renaming = useCanvasUi((state) => state.renaming === node.id);
  const { type } = node;
  const words = [type && type.title !== face.title ? type.title.toLowerCase() : '', face.tag].filter(Boolean);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: F2 does the same by keyboard
    <div className={classes(FRAME_TITLE, styles.title)} onDoubleClick={() => ui.setState({ renaming: node.id })}>
      {type ? <CategoryGlyph category={glyphOf(type.category)} attention={face.attention} /> : null}
      {renaming ? <TitleEditor id={node.id} title={face.title} /> : <b>{face.title}</b>}
      {words.length > 0 && !renaming ? <span className={styles.words}>{words.join(' · ')}</span> : null}
      <Say node={node} />
      <IconButton
        label={`Collapse ${face.title}`}
        size="small"
        icon={<Minus />}
        className={classes('nodrag', styles.collapse)}
        onClick={() => withCanvas(({ collapse }) => collapse(node.id))}
      />
    </div>
  );
}

/** What stands in the way of its values, in a line. */
function Say({ node }: { readonly node: CheckedNode }) {
  const starting = useRun((state) => state.phase === 'starting');
  const runProblem = useRun((state) => state.problems.find((problem) => problem.node === node.id));
  const [port] = Object.keys(node.ports.outputs);
  const hasValue = useRun((state) => state.values[`${node.id}.${port ?? ''}`] !== undefined);
  const waitsFor = useDocument((state) => waitsForNames(state.checked, node));
  const say = nodeSay({ node, waitsFor, hasValue, starting, runProblem });
  if (!say || say.tone === 'busy') return null;
  return (
    <span className={classes(styles.say, styles[say.tone])} title={`${say.before} ${say.strong}`.trim()}>
      {say.before} {say.strong === '' ? null : <b>{say.strong}</b>}
    </span>
  );
}
