// Says what a file could not express before it is written, or why it cannot be made. Loaded when there is something to say.
import { Button } from '../primitives/Button';
import { Sheet } from '../primitives/Sheet';
import { useShell } from '../shell/shellStore';
import { useWorkbench } from '../workbench';
import { writeFiles } from './exports';
import type { ExportForm } from './pending';
import styles from './Transfer.module.css';

const NAMES: Readonly<Record<ExportForm, string>> = {
  pytorch: 'PyTorch',
  flex: 'FlexAttention',
  onnx: 'ONNX',
  'onnx-attention': 'ONNX',
  safetensors: 'safetensors',
  svg: 'SVG',
  png: 'PNG',
  'part-svg': 'SVG',
  'part-png': 'PNG',
  html: 'HTML',
};

export function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const { view } = useWorkbench();
  const pending = useShell((state) => state.pendingExport);
  if (!pending) return null;
  const { form, exported, refused } = pending;
  const name = NAMES[form];
  if (!exported) {
    return (
      <Sheet
        title={`${name} cannot be made of this graph`}
        onClose={onClose}
        actions={<Button onClick={onClose}>Close</Button>}
      >
        <p className={styles.text}>{refused}.</p>
      </Sheet>
    );
  }
  const write = (): void => {
    onClose();
    view.getState().tell(writeFiles(exported));
  };
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button variant="primary" onClick={write}>
        Export {exported.files.map((file) => file.name).join(' and ')}
      </Button>
    </>
  );
  return (
    <Sheet title={`What the ${name} file says differently`} onClose={onClose} actions={actions}>
      <ul className={styles.losses}>
        {exported.losses.map((loss) => (
          <li key={loss}>{loss}</li>
        ))}
      </ul>
    </Sheet>
  );
}
