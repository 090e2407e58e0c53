// The overlays that open over the page, each loaded when it is first asked for.
import { useView, useWorkbench } from '../workbench';
import { laterOver } from './laterOver';

const CommandPalette = laterOver('The search', async () => (await import('./CommandPalette')).CommandPalette);
const ShortcutsSheet = laterOver('The list of keys', async () => (await import('./ShortcutsSheet')).ShortcutsSheet);
const ShareDialog = laterOver('Sharing', async () => (await import('../transfer/ShareDialog')).ShareDialog);
const ExportDialog = laterOver('Exporting', async () => (await import('../transfer/ExportDialog')).ExportDialog);
const WeightsDialog = laterOver('The weights', async () => (await import('../transfer/WeightsDialog')).WeightsDialog);

const SHEETS = { shortcuts: ShortcutsSheet, share: ShareDialog, export: ExportDialog, weights: WeightsDialog } as const;

export function Dialogs() {
  const { view } = useWorkbench();
  const dialog = useView((state) => state.dialog);
  if (!dialog) return null;
  const close = (): void => view.getState().openDialog(undefined);
  if (dialog === 'commands' || dialog === 'add-node') {
    return <CommandPalette key={dialog} nodesOnly={dialog === 'add-node'} onClose={close} />;
  }
  const Shown = SHEETS[dialog];
  return <Shown onClose={close} />;
}
