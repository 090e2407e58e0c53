// The overlays that open over the page, each loaded when it is first asked for.
import { lazy, Suspense } from 'react';
import { useView, useWorkbench } from '../workbench';

const CommandPalette = lazy(() => import('./CommandPalette'));
const ShortcutsSheet = lazy(() => import('./ShortcutsSheet'));
const ShareDialog = lazy(() => import('../transfer/ShareDialog'));
const ExportDialog = lazy(() => import('../transfer/ExportDialog'));
const WeightsDialog = lazy(() => import('../transfer/WeightsDialog'));

const SHEETS = { shortcuts: ShortcutsSheet, share: ShareDialog, export: ExportDialog, weights: WeightsDialog } as const;

export function Dialogs() {
  const { view } = useWorkbench();
  const dialog = useView((state) => state.dialog);
  if (!dialog) return null;
  const close = (): void => view.getState().openDialog(undefined);
  if (dialog === 'commands' || dialog === 'add-node') {
    return (
      <Suspense fallback={null}>
        <CommandPalette key={dialog} nodesOnly={dialog === 'add-node'} onClose={close} />
      </Suspense>
    );
  }
  const Shown = SHEETS[dialog];
  return (
    <Suspense fallback={null}>
      <Shown onClose={close} />
    </Suspense>
  );
}
