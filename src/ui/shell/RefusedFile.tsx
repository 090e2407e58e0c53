// Says over the canvas why a file or a link could not be opened: the sentence, the path inside the file, and that nothing changed.
import { Callout } from '../primitives/Callout';
import { useCommandRegistry } from './commandContext';
import styles from './RefusedFile.module.css';
import { useShell, useShellStore } from './shellStore';

export function RefusedFile() {
  const shell = useShellStore();
  const registry = useCommandRegistry();
  const refusal = useShell((state) => state.refusal);
  if (!refusal) return null;
  const { name, isLink, path, message } = refusal;
  const dismiss = (): void => shell.setState({ refusal: undefined });
  const chooseAnother = {
    label: 'Choose another file',
    onAct: () => {
      dismiss();
      registry.perform('open');
    },
  };
  return (
    <div className={styles.place}>
      <Callout
        title={`${name} was not opened`}
        takesFocus
        onDismiss={dismiss}
        primary={isLink ? undefined : chooseAnother}
        after="The open graph is as it was."
      >
        <span role="alert">
          {path ? <code className={styles.path}>{path}</code> : null} {message}
          {/[.!?]$/.test(message) ? '' : '.'}
        </span>
      </Callout>
    </div>
  );
}
