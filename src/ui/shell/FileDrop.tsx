// A graph file or a picture of a graph dropped anywhere on the page, or a graph pasted as text, opens.
import { useEffect, useState } from 'react';
import { parseGraph } from '../../graph/format';
import styles from './FileDrop.module.css';
import { openFile, openParsed } from './opening';
import type { OpeningParts } from './parts';
import { isWholeGraph } from './pasted';

const carriesFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

export function FileDrop({ parts }: { readonly parts: OpeningParts }) {
  const over = useFileDrop(parts);
  useGraphPaste(parts);
  if (!over) return null;
  return (
    <div className={styles.overlay}>
      <p className={styles.words}>Drop a graph or its picture to open it, or weights to load them</p>
    </div>
  );
}

/** Whether files are held over the page. */
function useFileDrop(parts: OpeningParts): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const stopping = new AbortController();
    const { signal } = stopping;
    const onOver = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = ({ relatedTarget }: DragEvent): void => {
      if (relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      setOver(false);
      if (!carriesFiles(event)) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      const file = files.find(({ name }) => name.endsWith('.json')) ?? files[0];
      if (file) openFile(parts, file);
    };
    window.addEventListener('dragover', onOver, { signal });
    window.addEventListener('dragleave', onLeave, { signal });
    window.addEventListener('drop', onDrop, { signal });
    return () => stopping.abort();
  }, [parts]);
  return over;
}

/** Takes a pasted document before the canvas takes nodes. */
function useGraphPaste(parts: OpeningParts): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const field = event.target instanceof Element && event.target.closest('input, textarea, [contenteditable=true]');
      const text = event.clipboardData?.getData('text/plain') ?? '';
      const isEmpty = parts.workbench.document.getState().graph.nodes.length === 0;
      if (field || !isWholeGraph(text, isEmpty)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      openParsed(parts, 'What was pasted', parseGraph(text));
    };
    window.addEventListener('paste', onPaste, { capture: true });
    return () => window.removeEventListener('paste', onPaste, { capture: true });
  }, [parts]);
}
