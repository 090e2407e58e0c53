// The panel "Code": the graph as JSON, edited in place. Loaded when it is first opened.
import { useEffect } from 'react';
import styles from './CodePanel.module.css';
import { CodeState } from './CodeState';
import { JsonEditor } from './JsonEditor';
import { loadGraphSchema } from './monaco';
import type { CodeSession } from './session';

export function CodePanel({ session }: { readonly session: CodeSession }) {
  useEffect(() => void loadGraphSchema(), []);
  return (
    <div className={styles.panel}>
      <JsonEditor session={session} />
      <CodeState session={session} />
    </div>
  );
}
