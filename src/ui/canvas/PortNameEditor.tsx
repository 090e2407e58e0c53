// The name of a wall's port, edited in place: Enter keeps it, Esc leaves it.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { renameWallPort } from '../../graph/editWalls';
import { nodeOf } from '../../graph/ids';
import { GraphError } from '../../graph/problem';
import { wallAt } from '../../graph/walls';
import { useWorkbench } from '../workbench';
import styles from './Container.module.css';
import { useCanvas } from './canvasContext';

export interface PortNameEditorProps {
  /** The boundary child. */
  readonly wall: string;
  readonly port: string;
}

export function PortNameEditor({ wall, port }: PortNameEditorProps) {
  const { document } = useWorkbench();
  const { ui } = useCanvas();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(port);
  const [wrong, setWrong] = useState('');
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const close = () => {
    field.current?.closest<HTMLElement>('.react-flow__node')?.focus({ preventScroll: true });
    ui.setState({ renamingPort: undefined });
  };
  const keep = (): boolean => {
    const { graph, edit } = document.getState();
    const place = wallAt(graph, nodeOf(graph, wall));
    if (text.trim() === port || !place) return true;
    try {
      edit((now) => renameWallPort(now, place.container, place.side, port, text.trim()));
      return true;
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      setWrong(error.problem.message);
      return false;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape' || (event.key === 'Enter' && keep())) close();
  };
  return (
    <input
      ref={field}
      className={`nodrag nopan ${styles.rename}`}
      aria-label="Name of the port"
      aria-invalid={wrong !== ''}
      title={wrong}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        setWrong('');
      }}
      onBlur={() => {
        keep();
        close();
      }}
      onKeyDown={onKeyDown}
    />
  );
}
