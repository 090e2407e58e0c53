// What stands where the canvas will be until a graph or a visitor comes: its paper and tools, without what draws graphs.
import { CanvasToolbar } from './CanvasToolbar';
import styles from './EmptyCanvas.module.css';

export function EmptyCanvas() {
  return (
    <section className={styles.canvas} aria-label="Graph">
      <h2 className="sr-only">Graph</h2>
      <CanvasToolbar zoom={100} minimap={false} />
    </section>
  );
}
