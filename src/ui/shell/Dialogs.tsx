// The overlays that open over the page, each loaded when it is first asked for.
import { useRef } from 'react';
import { useView, useWorkbench } from '../workbench';
import { CommandPaletteComing, type CommandPaletteProps } from './CommandPaletteComing';
import { laterOver } from './laterOver';

const CommandPalette = laterOver<CommandPaletteProps>(
  'The search',
  async () => (await import('./CommandPalette')).CommandPalette,
  { Before: CommandPaletteComing },
);
const ShortcutsSheet = laterOver('The list of keys', async () => (await import('./ShortcutsSheet')).ShortcutsSheet);
const ShareDialog = laterOver('Sharing', async () => (await import('../transfer/ShareDialog')).ShareDialog);
const ExportDialog = laterOver('Exporting', async () => (await import('../transfer/ExportDialog')).ExportDialog);
const WeightsDialog = laterOver('The weights', async () => (await import('../transfer/WeightsDialog')).WeightsDialog);

const SHEETS = { shortcuts: ShortcutsSheet, share: ShareDialog, export: ExportDialog, weights: WeightsDialog } as const;

export function Dialogs() {
  const { view } = useWorkbench();
  const dialog = useView((state) => state.dialog);
  const early = useRef('');
  if (!dialog) {
    early.current = '';
    return null;
  }
  const close = (): void => view.getState().openDialog(undefined);
  if (dialog === 'commands' || dialog === 'add-node') {
    return <CommandPalette key={dialog} nodesOnly={dialog === 'add-node'} early={early} onClose={close} />;
  }
  const Shown = SHEETS[dialog];
  return <Shown onClose={close} />;
}
