// The application: gives the stores, the commands and the canvas's link down to the page.
import { useState } from 'react';
import type { CreatedWorkbench } from '../store/createWorkbench';
import { CanvasProvider } from './canvas/CanvasProvider';
import type { Arrival } from './shell/arrival';
import { CommandsContext } from './shell/commandContext';
import { createCommandRegistry } from './shell/commandRegistry';
import { ErrorBoundary } from './shell/ErrorBoundary';
import { Shell } from './shell/Shell';
import { createShellStore, ShellContext } from './shell/shellStore';
import { WorkbenchContext } from './workbench';

export interface AppProps {
  readonly workbench: CreatedWorkbench;
  readonly arrival?: Arrival;
}

export function App({ workbench, arrival = { place: 'document' } }: AppProps) {
  const [registry] = useState(createCommandRegistry);
  const [shell] = useState(() => createShellStore(arrival));
  return (
    <WorkbenchContext value={workbench}>
      <ErrorBoundary part="The page">
        <ShellContext value={shell}>
          <CommandsContext value={registry}>
            <CanvasProvider>
              <Shell unreadable={workbench.unreadable} />
            </CanvasProvider>
          </CommandsContext>
        </ShellContext>
      </ErrorBoundary>
    </WorkbenchContext>
  );
}
