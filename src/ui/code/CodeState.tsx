// The line under the code: in step with the canvas, what is wrong with the text, or which of two changes should stay.
import { Check, CircleDashed, TriangleAlert } from 'lucide-react';
import { useStore } from 'zustand';
import { Button } from '../primitives/Button';
import { Kbd } from '../primitives/Kbd';
import styles from './CodePanel.module.css';
import type { CodeSession } from './session';

export function CodeState({ session }: { readonly session: CodeSession }) {
  const { problem, draft, held, takeGraph, takeText } = useStore(session);
  return (
    <div className={styles.told} role="status">
      {problem ? (
        <p className={styles.words}>
          <TriangleAlert className={styles.bad} aria-hidden />
          <span>
            {problem.path ? <code>{problem.path}</code> : null} {problem.message}. The canvas keeps the last graph that
            could be read.
          </span>
        </p>
      ) : held ? (
        <p className={styles.words}>
          <TriangleAlert className={styles.warn} aria-hidden />
          <span>The graph was changed on the canvas while this text was being written.</span>
        </p>
      ) : (
        <p className={styles.words}>
          {draft ? <CircleDashed aria-hidden /> : <Check className={styles.good} aria-hidden />}
          <span>{draft ? 'Being written' : 'The same as the canvas'}</span>
        </p>
      )}
      {held && !problem ? (
        <Button size="small" onClick={takeText}>
          Use this text
        </Button>
      ) : null}
      {held || problem ? (
        <Button size="small" onClick={takeGraph}>
          Show the canvas’s text
        </Button>
      ) : (
        <p className={styles.keys}>
          <Kbd>Esc</Kbd> leaves the editor
          <span className={styles.more}>
            <Kbd>Ctrl+M</Kbd> lets Tab move on
          </span>
          <span className={styles.more}>
            <Kbd>Ctrl+Space</Kbd> completes
          </span>
        </p>
      )}
    </div>
  );
}
