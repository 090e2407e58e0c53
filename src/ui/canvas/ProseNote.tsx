// Words on the paper, for whoever reads the graph. Resized at its edges.
import { type NodeProps, NodeResizer } from '@xyflow/react';
import { memo, useRef } from 'react';
import { proseRuns } from '../../drawing/prose';
import { classes } from '../primitives/classes';
import { useDocument } from '../workbench';
import type { FlowNode } from './flowElements';
import styles from './Notes.module.css';
import { useRenderCount } from './renderCount';
import { useCommitSize } from './useCommitSize';

export const ProseNote = memo(function ProseNote({ id, selected }: NodeProps<FlowNode>) {
  const note = useRef<HTMLDivElement>(null);
  useRenderCount(note);
  const text = useDocument(({ checked }) => {
    const written = Object.values(checked.nodes.get(id)?.params ?? {}).find((value) => typeof value === 'string');
    return written === undefined ? '' : String(written);
  });
  const commitSize = useCommitSize(id);
  return (
    <div ref={note} className={classes(styles.prose, selected && styles.chosen)}>
      <NodeResizer isVisible={selected} minWidth={120} minHeight={24} onResizeEnd={commitSize} />
      {text.trim() === '' ? (
        <p className={styles.blank}>An empty note: write it in the inspector.</p>
      ) : (
        text.split('\n').map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <p key={at}>
            <Line text={line} />
          </p>
        ))
      )}
    </div>
  );
});

const Line = ({ text }: { readonly text: string }) =>
  proseRuns(text).map(({ at, text: words, mark }) => {
    if (mark === 'bold') return <b key={at}>{words}</b>;
    return mark === 'italic' ? <i key={at}>{words}</i> : words;
  });
