// The page inside its stores: every part in its place, its commands registered, its keys heard.
import { useMemo, useState } from 'react';
import type { Unreadable } from '../../store/createWorkbench';
import { useCanvasLink } from '../canvas/canvasLink';
import { lessonCommands } from '../lesson/lessonCommands';
import { BottomPanel } from '../panels/BottomPanel';
import { FirstVisit } from '../presets/FirstVisit';
import { PresetBar } from '../presets/PresetBar';
import { presetCommands } from '../presets/presetCommands';
import { wasClosedInTraining } from '../training/closedInTraining';
import { transferCommands } from '../transfer/transferCommands';
import { useView, useWorkbench } from '../workbench';
import { Canvas } from './beside';
import { canvasCommands } from './canvasCommands';
import { useCommandRegistry, useRegisterCommands } from './commandContext';
import { shellCommands } from './commands';
import { Dialogs } from './Dialogs';
import { ErrorBoundary } from './ErrorBoundary';
import { FileDrop } from './FileDrop';
import { Layout } from './Layout';
import { laterOver } from './laterOver';
import { Notices } from './Notices';
import type { OpeningParts } from './parts';
import { Rail } from './Rail';
import { RefusedFile } from './RefusedFile';
import { Side } from './Side';
import { useShellStore } from './shellStore';
import { TopBar } from './TopBar';
import { useKeys } from './useKeys';
import { useUnsavedWarning } from './useUnsavedWarning';

const DifferenceLegend = laterOver(
  'The legend',
  async () => (await import('../presets/DifferenceLegend')).DifferenceLegend,
);
const GradientLink = laterOver(
  'What computes gradients',
  async () => (await import('../training/GradientLink')).GradientLink,
);
const TrainingReturn = laterOver(
  'What goes on with the training',
  async () => (await import('../training/TrainingReturn')).TrainingReturn,
);
const UnreadableDocument = laterOver(
  'What says that the kept graph cannot be read',
  async () => (await import('./UnreadableDocument')).UnreadableDocument,
);

export function Shell({ unreadable }: { readonly unreadable: Unreadable | undefined }) {
  const parts = useOpeningParts();
  const [closedInTraining] = useState(wasClosedInTraining);
  const commands = useMemo(
    () => [
      ...shellCommands(parts),
      ...transferCommands(parts),
      ...canvasCommands(parts),
      ...presetCommands(parts),
      ...lessonCommands(parts.workbench),
    ],
    [parts],
  );
  useRegisterCommands(commands);
  useKeys(useCommandRegistry());
  useUnsavedWarning();
  return (
    <>
      <Layout
        top={<TopBar />}
        rail={
          <ErrorBoundary part="The palette">
            <Rail />
          </ErrorBoundary>
        }
        banner={<PresetBar parts={parts} />}
        canvas={<Stage />}
        side={
          <ErrorBoundary part="The inspector">
            <Side />
          </ErrorBoundary>
        }
        bottom={
          <ErrorBoundary part="The panel">
            <BottomPanel />
          </ErrorBoundary>
        }
      />
      <Dialogs />
      <Gradients />
      {closedInTraining ? <TrainingReturn /> : null}
      <FileDrop parts={parts} />
      <Notices parts={parts} />
      {unreadable ? <UnreadableDocument unreadable={unreadable} /> : null}
    </>
  );
}

/** They cost a run of their own: only while somebody looks. */
function Gradients() {
  const shown = useView(({ gradients }) => gradients);
  return shown ? <GradientLink /> : null;
}

function Stage() {
  const differs = useView(({ difference }) => difference !== undefined);
  return (
    <ErrorBoundary part="The canvas">
      <Canvas />
      <FirstVisit />
      {differs ? <DifferenceLegend /> : null}
      <RefusedFile />
    </ErrorBoundary>
  );
}

function useOpeningParts(): OpeningParts {
  const workbench = useWorkbench();
  const shell = useShellStore();
  const canvas = useCanvasLink();
  return useMemo(() => ({ workbench, shell, canvas }), [workbench, shell, canvas]);
}
