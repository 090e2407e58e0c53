// The whole page: gives the stores and commands down, and puts every part in its place.
import { useState } from 'react';
import type { CreatedWorkbench } from '../store/createWorkbench';
import { CommandsContext } from './shell/commandContext';
import { createCommandRegistry } from './shell/commandRegistry';
import { Layout } from './shell/Layout';
import { createShellStore, ShellContext } from './shell/shellStore';
import { BottomPanel, Canvas, Inspector } from './shell/slots';
import { WorkbenchContext } from './workbench';

export function App({ workbench }: { readonly workbench: CreatedWorkbench }) {
  const [registry] = useState(createCommandRegistry);
  const [shell] = useState(createShellStore);
  return (
    <WorkbenchContext value={workbench}>
      <ShellContext value={shell}>
        <CommandsContext value={registry}>
          <Layout top={null} rail={null} canvas={<Canvas />} side={<Inspector />} bottom={<BottomPanel />} />
        </CommandsContext>
      </ShellContext>
    </WorkbenchContext>
  );
}
