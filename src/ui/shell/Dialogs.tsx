// The overlays that open over the page, each loaded when it is first asked for.
import { lazy, Suspense } from 'react';
import { useView, useWorkbench } from '../workbench';

const CommandPalette = lazy(() => import('./CommandPalette'));
const ShortcutsSheet = lazy(() => import('./ShortcutsSheet'));

export function Dialogs() {
  const { view } = useWorkbench();
  const dialog = useView((state) => state.dialog);
  if (!dialog) return null;
  const close = (): void => view.getState().openDialog(undefined);
  return (
    <Suspense fallback={null}>
      {dialog === 'shortcuts' ? (
        <ShortcutsSheet onClose={close} />
      ) : (
        <CommandPalette key={dialog} nodesOnly={dialog === 'add-node'} onClose={close} />
      )}
    </Suspense>
  );
}
