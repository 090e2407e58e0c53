// A node on the canvas: title, ports with shapes, and the picture of its first output.
import { type NodeProps, useStore } from '@xyflow/react';
import { memo, useRef } from 'react';
import type { Face } from '../../drawing/face';
import { brokenInside, isUnfinished } from '../../drawing/nodeState';
import type { CheckedNode } from '../../execution/checked';
import { useNodeMark } from '../lesson/useNodeMark';
import { classes } from '../primitives/classes';
import { useDocument, useRun } from '../workbench';
import { useWiring } from './canvasContext';
import type { FlowNode } from './flowElements';
import styles from './NodeCard.module.css';
import { NodePicture } from './NodePicture';
import { NodeTitle } from './NodeTitle';
import { Port } from './Port';
import { PortRows } from './PortRows';
import { ProfileBadge } from './ProfileBadge';
import { useRenderCount } from './renderCount';
import { isSimple } from './simpleFace';

/** Where it stands is React Flow's matter: a node that only moves is not rendered. */
const sameFace = (a: NodeProps<FlowNode>, b: NodeProps<FlowNode>): boolean =>
  a.data === b.data && a.selected === b.selected;

/** Faded, because the wire in hand fits none of its ports. */
const OUT_OF_REACH = { role: 'group', 'aria-disabled': true } as const;

export const NodeCard = memo(function NodeCard({ id, data, selected }: NodeProps<FlowNode>) {
  const { face } = data;
  const card = useRef<HTMLDivElement>(null);
  useRenderCount(card);
  const node = useDocument((state) => state.checked.nodes.get(id));
  const runProblem = useRun((state) => state.problems.find((problem) => problem.node === id));
  const badInside = useDocument(({ checked }) => brokenInside(checked, id) !== undefined);
  const simple = useStore(isSimple);
  const dimmed = useWiring(({ wire }) => wire !== undefined && !wire.lit.has(id));
  const refuses = useWiring(({ refused }) => refused?.to.node === id);
  const { className: mark, ...marked } = useNodeMark(id);
  if (!node) return null;
  const problem = node.problem ?? runProblem;
  const broken = refuses || badInside || (problem !== undefined && !isUnfinished(problem));
  const className = classes(
    styles.card,
    node.type?.container && face.attention && styles[face.attention],
    selected && styles.selected,
    broken && styles.broken,
    dimmed && styles.dimmed,
    simple && styles.simple,
    !node.type && styles.unknown,
    node.node.mode && styles.off,
    mark,
  );
  return (
    <div
      ref={card}
      className={className}
      data-status={node.status}
      data-type={node.node.type}
      {...marked}
      {...(dimmed ? OUT_OF_REACH : {})}
    >
      <NodeTitle
        id={id}
        title={face.title}
        tag={face.tag}
        category={node.type?.category}
        attention={face.attention}
        simple={simple}
        closed={node.type?.container !== undefined}
      />
      {simple ? null : <PortRows slots={face.slots} />}
      <NodePicture node={node} face={face} runProblem={runProblem} simple={simple} />
      <ProfileBadge id={id} />
      <Ports face={face} node={node} selected={selected} bad={broken ? (problem?.ports ?? []) : []} />
    </div>
  );
}, sameFace);

interface PortsProps {
  readonly face: Face;
  readonly node: CheckedNode;
  readonly selected: boolean;
  /** Inputs that the problem names. */
  readonly bad: readonly string[];
}

const Ports = ({ face, selected, bad }: PortsProps) =>
  face.slots.map((slot) => (
    <Port
      key={slot.key}
      face={face}
      slot={slot}
      reachable={selected}
      bad={slot.side === 'input' && bad.includes(slot.port)}
    />
  ));
