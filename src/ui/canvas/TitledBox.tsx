// A titled box behind the nodes that belong together. Moved by its title, resized at its edges; what lies in it stays free.
import { type NodeProps, NodeResizer } from '@xyflow/react';
import { memo, useRef } from 'react';
import { classes } from '../primitives/classes';
import { useDocument } from '../workbench';
import type { FlowNode } from './flowElements';
import styles from './Notes.module.css';
import { useRenderCount } from './renderCount';
import { useCommitSize } from './useCommitSize';

export const TitledBox = memo(function TitledBox({ id, data, selected }: NodeProps<FlowNode>) {
  const box = useRef<HTMLDivElement>(null);
  useRenderCount(box);
  const words = useDocument(({ checked }) => {
    const written = Object.values(checked.nodes.get(id)?.params ?? {}).find((value) => typeof value === 'string');
    return written === undefined ? '' : String(written);
  });
  const commitSize = useCommitSize(id);
  return (
    <div ref={box} className={classes(styles.box, selected && styles.chosen)}>
      <NodeResizer isVisible={selected} minWidth={80} minHeight={60} onResizeEnd={commitSize} />
      <p className={styles.heading}>{words || data.face.title}</p>
    </div>
  );
});
