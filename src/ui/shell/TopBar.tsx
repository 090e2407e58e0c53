// The bar over everything: the document, undo, the run, and what can be found and exported.
import { Download, Search } from 'lucide-react';
import { Button, IconButton } from '../primitives/Button';
import { classes } from '../primitives/classes';
import { Kbd } from '../primitives/Kbd';
import { Menu } from '../primitives/Menu';
import { EXPORT_MENU } from '../transfer/transferCommands';
import { useDocument, useView } from '../workbench';
import { CommandButton } from './CommandButton';
import { useCommandRegistry, useCommands } from './commandContext';
import { commandItems } from './commandItems';
import { DocumentTitle } from './DocumentTitle';
import { showChord } from './keys';
import { Mark } from './Mark';
import { RunPill } from './RunPill';
import { SaveNote } from './SaveNote';
import { ThemeButton } from './ThemeButton';
import styles from './TopBar.module.css';
import { onMac } from './useKeys';

export function TopBar() {
  const canUndo = useDocument(({ history }) => history.past.length > 0);
  const canRedo = useDocument(({ history }) => history.future.length > 0);
  const canExport = useDocument(({ graph }) => graph.nodes.length > 0);
  return (
    <div className={styles.bar}>
      <div className={styles.left}>
        <Mark />
        <DocumentTitle />
        <SaveNote />
      </div>
      <div className={styles.middle}>
        <CommandButton id="undo" enabled={canUndo} />
        <CommandButton id="redo" enabled={canRedo} />
        <i className={styles.divider} />
        <RunPill />
      </div>
      <div className={styles.right}>
        <Find />
        <CommandButton id="find" className={styles.narrow} />
        <ThemeButton />
        <i className={styles.divider} />
        <ExportMenu enabled={canExport} />
        <ShareButton enabled={canExport} />
        <CommandButton id="share" enabled={canExport} className={styles.narrow} />
      </div>
    </div>
  );
}

function Find() {
  const registry = useCommandRegistry();
  return (
    <button type="button" className={classes(styles.find, styles.wide)} onClick={() => registry.perform('find')}>
      <Search aria-hidden />
      Find or do anything
      <Kbd>{showChord('Mod+K', onMac())}</Kbd>
    </button>
  );
}

/** Every way out, and the way in for weights. */
function ExportMenu({ enabled }: { readonly enabled: boolean }) {
  const registry = useCommandRegistry();
  useCommands();
  // What can be exported of the selection depends on there being one.
  useView(({ selection }) => selection.nodes.length > 0);
  const groups = EXPORT_MENU.map((ids) => commandItems(registry, ids));
  const icon = <Download size={16} strokeWidth={1.5} aria-hidden />;
  return (
    <>
      <span className={styles.wide}>
        <Menu
          align="end"
          trigger={
            <Button icon={icon} disabled={!enabled}>
              Export
            </Button>
          }
          groups={groups}
        />
      </span>
      <span className={styles.narrow}>
        <Menu align="end" trigger={<IconButton label="Export" icon={icon} disabled={!enabled} />} groups={groups} />
      </span>
    </>
  );
}

function ShareButton({ enabled }: { readonly enabled: boolean }) {
  const registry = useCommandRegistry();
  return (
    <Button variant="primary" className={styles.wide} disabled={!enabled} onClick={() => registry.perform('share')}>
      Share
    </Button>
  );
}
