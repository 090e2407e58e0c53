// What can be done to the document, the run and the page, declared once. The canvas's own commands are in canvasCommands.
import {
  Braces,
  Download,
  FilePlus2,
  FolderOpen,
  Keyboard,
  Monitor,
  Moon,
  PanelBottom,
  Pencil,
  Play,
  Redo2,
  Save,
  Search,
  Square,
  Sun,
  Timer,
  TrendingUp,
  Undo2,
} from 'lucide-react';
import { applyTheme } from '../theme/theme';
import { goToOwnGraph } from './arrival';
import type { Command } from './commandRegistry';
import { exportGraph } from './documentFiles';
import { isUntouched, openChosenFile, openNew } from './opening';
import type { OpeningParts } from './parts';

export function exportOpenGraph({ workbench }: OpeningParts): void {
  const name = exportGraph(workbench.document.getState().graph);
  workbench.view.getState().tell(`Exported ${name}`);
}

function documentCommands(parts: OpeningParts): readonly Command[] {
  const { workbench, shell } = parts;
  const { document } = workbench;
  const hasNodes = (): boolean => document.getState().graph.nodes.length > 0;
  return [
    {
      id: 'new',
      label: 'New graph',
      group: 'Document',
      icon: FilePlus2,
      when: () => !isUntouched(document.getState().graph),
      perform: () => openNew(parts),
    },
    {
      id: 'open',
      label: 'Open file…',
      group: 'Document',
      icon: FolderOpen,
      keys: ['Mod+O'],
      everywhere: true,
      perform: () => openChosenFile(parts),
    },
    {
      id: 'rename',
      label: 'Rename',
      group: 'Document',
      icon: Pencil,
      perform: () => shell.setState({ renaming: true }),
    },
    {
      id: 'export',
      label: 'Export JSON',
      group: 'Document',
      icon: Download,
      keys: ['Mod+Shift+S'],
      everywhere: true,
      when: hasNodes,
      perform: () => exportOpenGraph(parts),
    },
    {
      id: 'save',
      label: 'Where is it saved?',
      group: 'Document',
      icon: Save,
      keys: ['Mod+S'],
      everywhere: true,
      perform: () => shell.setState(({ savedNotices }) => ({ savedNotices: savedNotices + 1 })),
    },
    {
      id: 'own-graph',
      label: 'Back to the graph of this browser',
      group: 'Document',
      icon: Undo2,
      when: () => shell.getState().apart !== undefined,
      perform: goToOwnGraph,
    },
  ];
}

function editCommands({ workbench: { document } }: OpeningParts): readonly Command[] {
  return [
    {
      id: 'undo',
      label: 'Undo',
      group: 'Edit',
      icon: Undo2,
      keys: ['Mod+Z'],
      when: () => document.getState().history.past.length > 0,
      perform: () => document.getState().undo(),
    },
    {
      id: 'redo',
      label: 'Redo',
      group: 'Edit',
      icon: Redo2,
      keys: ['Mod+Shift+Z', 'Mod+Y'],
      when: () => document.getState().history.future.length > 0,
      perform: () => document.getState().redo(),
    },
  ];
}

function runCommands({ workbench: { run } }: OpeningParts): readonly Command[] {
  return [
    { id: 'run', label: 'Run again', group: 'Run', icon: Play, perform: () => run.getState().run() },
    {
      id: 'cancel',
      label: 'Cancel the run',
      group: 'Run',
      icon: Square,
      when: () => run.getState().phase === 'running',
      perform: () => run.getState().cancel(),
    },
  ];
}

function viewCommands({ workbench: { view }, shell }: OpeningParts): readonly Command[] {
  return [
    {
      id: 'find',
      label: 'Find or do anything',
      group: 'Help',
      icon: Search,
      keys: ['Mod+K'],
      everywhere: true,
      perform: () => view.getState().openDialog('commands'),
    },
    {
      id: 'search-nodes',
      label: 'Search the palette',
      group: 'View',
      icon: Search,
      keys: ['/'],
      perform: () => shell.setState(({ searchCalls }) => ({ searchCalls: searchCalls + 1, flyout: 'palette' })),
    },
    {
      id: 'panels',
      label: 'Show or hide the panels',
      group: 'View',
      icon: PanelBottom,
      keys: ['P'],
      perform: () => view.getState().togglePanel(),
    },
    {
      id: 'profile',
      label: 'Profile of the last run',
      group: 'View',
      icon: Timer,
      perform: () => view.getState().showProfile('measured'),
    },
    {
      id: 'estimate',
      label: 'Cost estimate, growth with T',
      group: 'View',
      icon: TrendingUp,
      perform: () => view.getState().showProfile('estimate'),
    },
    {
      id: 'code',
      label: 'Edit the graph as code',
      group: 'View',
      icon: Braces,
      keys: ['J'],
      perform: () => view.getState().showPanel('code'),
    },
    { id: 'theme.light', label: 'Light theme', group: 'View', icon: Sun, perform: () => applyTheme('light') },
    { id: 'theme.dark', label: 'Dark theme', group: 'View', icon: Moon, perform: () => applyTheme('dark') },
    {
      id: 'theme.system',
      label: 'Theme of the system',
      group: 'View',
      icon: Monitor,
      perform: () => applyTheme('system'),
    },
    {
      id: 'shortcuts',
      label: 'All shortcuts',
      group: 'Help',
      icon: Keyboard,
      keys: ['?'],
      perform: () => view.getState().openDialog('shortcuts'),
    },
  ];
}

export const shellCommands = (parts: OpeningParts): readonly Command[] => [
  ...documentCommands(parts),
  ...editCommands(parts),
  ...runCommands(parts),
  ...viewCommands(parts),
];
