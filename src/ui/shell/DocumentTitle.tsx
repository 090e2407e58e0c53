// The title of the open document: a click renames it in place, the arrow beside it has what can be done with documents.
import { ChevronDown } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { setTitle } from '../../graph/editDocument';
import { limits } from '../../graph/limits';
import { presets } from '../presets/presetIndex';
import { IconButton } from '../primitives/Button';
import { classes } from '../primitives/classes';
import { Menu } from '../primitives/Menu';
import { useDocument, useWorkbench } from '../workbench';
import { useCommandRegistry, useCommands } from './commandContext';
import { commandItems } from './commandItems';
import { useShell, useShellStore } from './shellStore';
import styles from './TopBar.module.css';

const ABOUT = ['new', 'open', 'rename', 'export', 'share', 'own-graph'];
const PRESETS = presets.map(({ name }) => `preset.${name}`);

export function DocumentTitle() {
  const shell = useShellStore();
  const renaming = useShell((state) => state.renaming);
  const title = useDocument(({ graph }) => graph.title) ?? 'Untitled';
  useEffect(() => {
    document.title = `${title} · Attention Workbench`;
  }, [title]);
  return (
    <div className={styles.document}>
      <h1 className="sr-only">{title}</h1>
      {renaming ? (
        <Rename />
      ) : (
        <button
          type="button"
          className={styles.title}
          aria-label={`Rename ${title}`}
          onClick={() => shell.setState({ renaming: true })}
        >
          {title}
        </button>
      )}
      <DocumentMenu />
    </div>
  );
}

/** Renders again when commands come or what they can do changes, so that it never shows what cannot be done. */
function DocumentMenu() {
  const registry = useCommandRegistry();
  useCommands();
  useDocument(({ graph }) => graph);
  return (
    <Menu
      trigger={
        <IconButton
          label="Document and presets"
          className={classes(styles.chevron)}
          icon={<ChevronDown aria-hidden />}
        />
      }
      groups={[commandItems(registry, ABOUT), commandItems(registry, PRESETS)]}
    />
  );
}

function Rename() {
  const shell = useShellStore();
  const workbench = useWorkbench();
  const title = useDocument(({ graph }) => graph.title) ?? '';
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  const end = (): void => shell.setState({ renaming: false });
  const commit = (): void => {
    const text = input.current?.value ?? title;
    if (text.trim() !== title) workbench.document.getState().edit((graph) => setTitle(graph, text));
    end();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') commit();
    if (event.key !== 'Escape') return;
    if (input.current) input.current.value = title;
    end();
  };
  return (
    <input
      ref={input}
      className={styles.rename}
      aria-label="Title"
      defaultValue={title}
      maxLength={limits.label}
      onBlur={commit}
      onKeyDown={onKeyDown}
    />
  );
}
