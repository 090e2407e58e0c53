// What the empty canvas says: what this is, three graphs to begin with, and how to begin with none.
import { useStore } from 'zustand';
import { useCanvasLink } from '../canvas/canvasLink';
import { classes } from '../primitives/classes';
import { Kbd } from '../primitives/Kbd';
import { useCommandRegistry, useCommands } from '../shell/commandContext';
import { useNarrowPage } from '../theme/narrowPage';
import { useDocument } from '../workbench';
import { FirstPicture } from './FirstPicture';
import styles from './FirstVisit.module.css';
import { type FirstCard, firstCards } from './firstPictures';

export function FirstVisit() {
  const isEmpty = useDocument(({ graph }) => graph.nodes.length === 0);
  const isDragging = useStore(useCanvasLink(), ({ drag }) => drag !== undefined);
  const commands = useCommands();
  if (!isEmpty) return null;
  const known = new Set(commands.map(({ id }) => id));
  return (
    <div className={classes(styles.first, isDragging && styles.aside)}>
      <h2 className={styles.heading}>Build attention from its parts</h2>
      <p className={styles.lead}>
        Wire embeddings, scores, masks and softmax on this canvas. Every number appears while you wire, and stays in
        this browser.
      </p>
      <div className={styles.cards}>
        {firstCards
          .filter(({ preset }) => known.has(`preset.${preset}`))
          .map((card) => (
            <Card key={card.preset} card={card} />
          ))}
      </div>
      <Hint />
    </div>
  );
}

function Card({ card }: { readonly card: FirstCard }) {
  const registry = useCommandRegistry();
  return (
    <button type="button" className={styles.card} onClick={() => registry.perform(`preset.${card.preset}`)}>
      <span className={styles.picture}>
        <FirstPicture picture={card.picture} />
      </span>
      <b>{card.title}</b>
      <span>{card.text}</span>
    </button>
  );
}

function Hint() {
  const narrow = useNarrowPage();
  return (
    <p className={styles.hint}>
      {narrow ? (
        <>
          or press <b>+</b> on the left or <Kbd>A</Kbd> to add a node, drop a graph file, or paste one
        </>
      ) : (
        <>
          or drag <b>Tensor</b> from the left, press <Kbd>A</Kbd> to add a node, drop a graph file, or paste one
        </>
      )}
    </p>
  );
}
