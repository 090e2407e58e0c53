// Links the canvas with the palette, menus and keys around it: put it around all of them.
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { nodeType } from '../../nodes/registry';
import { CategoryGlyph } from '../primitives/CategoryGlyph';
import { classes } from '../primitives/classes';
import styles from './CanvasProvider.module.css';
import { CanvasLinkContext, createCanvasLink, useCanvasLink } from './canvasLink';
import { glyphOf } from './glyph';

export function CanvasProvider({ children }: { readonly children: ReactNode }) {
  const [link] = useState(createCanvasLink);
  return (
    <CanvasLinkContext value={link}>
      {children}
      <DraggedCard />
    </CanvasLinkContext>
  );
}

/** The card under the pointer while a node type is dragged in. */
function DraggedCard() {
  const drag = useStore(useCanvasLink(), (state) => state.drag);
  const type = drag && nodeType(drag.typeId);
  if (!drag || !type) return null;
  return (
    <div
      className={classes(styles.card, drag.over && styles.over)}
      style={{ left: drag.x, top: drag.y }}
      aria-hidden="true"
    >
      <CategoryGlyph category={glyphOf(type.category)} />
      {type.title}
    </div>
  );
}
