// The title row of a node: category mark, name and a short form of its settings; the name is edited in place.
import { Plus } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { AttentionKind } from '../../drawing/attentionKind';
import { renameNode } from '../../graph/editNodes';
import { limits } from '../../graph/limits';
import type { Category } from '../../nodes/node';
import { IconButton } from '../primitives/Button';
import { CategoryGlyph } from '../primitives/CategoryGlyph';
import { classes } from '../primitives/classes';
import { useWorkbench } from '../workbench';
import { useCanvas, useCanvasUi } from './canvasContext';
import { useWithCanvas } from './canvasLink';
import { glyphOf } from './glyph';
import styles from './NodeCard.module.css';

export interface NodeTitleProps {
  readonly id: string;
  readonly title: string;
  readonly tag: string;
  readonly category: Category | undefined;
  readonly attention: AttentionKind | undefined;
  readonly simple: boolean;
  /** A container that is closed: it has a button to open it. */
  readonly closed: boolean;
}

export function NodeTitle({ id, title, tag, category, attention, simple, closed }: NodeTitleProps) {
  const { ui } = useCanvas();
  const withCanvas = useWithCanvas();
  const renaming = useCanvasUi((state) => state.renaming === id);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: F2 does the same by keyboard
    <div className={styles.title} onDoubleClick={() => ui.setState({ renaming: id })}>
      {category ? <CategoryGlyph category={glyphOf(category)} attention={attention} size={simple ? 12 : 10} /> : null}
      {renaming ? <TitleEditor id={id} title={title} /> : <span className={styles.name}>{title}</span>}
      {tag !== '' && !simple && !renaming ? <span className={styles.tag}>{tag}</span> : null}
      {closed && !renaming ? (
        <IconButton
          label={`Expand ${title}`}
          size="small"
          icon={<Plus />}
          className={classes('nodrag', styles.expand)}
          onClick={() => withCanvas(({ collapse }) => collapse(id))}
        />
      ) : null}
    </div>
  );
}

export function TitleEditor({ id, title }: Pick<NodeTitleProps, 'id' | 'title'>) {
  const { document } = useWorkbench();
  const { ui } = useCanvas();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(title);
  useEffect(() => field.current?.select(), []);
  const close = (keep: boolean) => {
    if (ui.getState().renaming !== id) return;
    const card = field.current?.closest<HTMLElement>('.react-flow__node');
    // First, since moving the focus blurs the field, which would keep what Esc throws away.
    ui.setState({ renaming: undefined });
    // The node has the focus again, so that keys go on working where they did.
    card?.focus({ preventScroll: true });
    if (keep && text.trim() !== title) document.getState().edit((graph) => renameNode(graph, id, text));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter') close(true);
    if (event.key === 'Escape') close(false);
  };
  return (
    <input
      ref={field}
      className={`nodrag nopan ${styles.rename}`}
      aria-label="Name of the node"
      value={text}
      maxLength={limits.label}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => close(true)}
      onKeyDown={onKeyDown}
    />
  );
}
