// One node type of the palette: its mark, its title, its shapes. Drag it to the canvas, or click.
import { memo, type PointerEvent } from 'react';
import type { NodeType } from '../../nodes/node';
import { glyphOf } from '../canvas/glyph';
import { CategoryGlyph } from '../primitives/CategoryGlyph';
import { classes } from '../primitives/classes';
import { Tooltip } from '../primitives/Tooltip';
import styles from './Palette.module.css';
import { shapeHint } from './shapeHint';

export interface PaletteItemProps {
  readonly type: NodeType;
  readonly id: string;
  /** Where the arrow keys are. */
  readonly active: boolean;
  readonly onDragStart: (event: PointerEvent, typeId: string) => void;
  readonly onAdd: (typeId: string) => void;
}

export const PaletteItem = memo(function PaletteItem({ type, id, active, onDragStart, onAdd }: PaletteItemProps) {
  return (
    <Tooltip text={type.summary} side="right">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: its list takes the keys. */}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={active}
        aria-label={`${type.title}: ${type.summary}`}
        className={classes(styles.item, active && styles.active)}
        onPointerDown={(event) => onDragStart(event, type.id)}
        onClick={() => onAdd(type.id)}
      >
        <CategoryGlyph category={glyphOf(type.category)} />
        <span>{type.title}</span>
        <small className={styles.hint}>{shapeHint(type)}</small>
      </div>
    </Tooltip>
  );
});
