// The panel under the canvas: attention, training, gradients, problems, profile, code; its height is the shell's.
import { ChevronDown, ChevronUp } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { PanelTab } from '../../store/viewStore';
import type { CodeSession } from '../code/session';
import { later, useWithNodes } from '../later';
import { IconButton } from '../primitives/Button';
import { Tabs } from '../primitives/Tabs';
import { useDocument, useRun, useView, useWorkbench } from '../workbench';
import type { Look } from './AttentionControls';
import { problemRows } from './problemRows';
import { useWantShown } from './wantShown';

const AttentionControls = later(
  'The choice of values',
  async () => (await import('./AttentionControls')).AttentionControls,
);
const AttentionPanel = later('The panel', async () => (await import('./AttentionPanel')).AttentionPanel);
const ProblemsPanel = later('The panel', async () => (await import('./ProblemsPanel')).ProblemsPanel);
const ProfilePanel = later('The panel', async () => (await import('./ProfilePanel')).ProfilePanel);
const ProfileControls = later(
  'The choice of a profile',
  async () => (await import('./ProfileControls')).ProfileControls,
);
const TrainingPanel = later('The panel', async () => (await import('../training/TrainingPanel')).TrainingPanel);
const GradientPanel = later('The panel', async () => (await import('../training/GradientPanel')).GradientPanel);
const Code = later('The panel', async () => (await import('../code/Code')).Code);
const WITH_NODES = [AttentionControls, AttentionPanel, ProblemsPanel, ProfilePanel, ProfileControls];

export function BottomPanel() {
  useWithNodes(WITH_NODES);
  const { view } = useWorkbench();
  const { tab, open } = useView(({ panel }) => panel);
  const ofRun = useRun((state) => state.problems);
  const count = useDocument(({ checked }) => problemRows(checked, ofRun).length);
  const [look, setLook] = useState<Look>({ table: false, perRow: false });
  // Lives as long as the page: what is typed in the panel stays while another one is shown.
  const code = useRef<CodeSession | undefined>(undefined);
  useWantShown();
  const tabs = [
    { value: 'attention', label: 'Attention' },
    { value: 'training', label: 'Training' },
    { value: 'gradients', label: 'Gradients' },
    { value: 'problems', label: 'Problems', count },
    { value: 'profile', label: 'Profile' },
    { value: 'code', label: 'Code' },
  ] as const;
  const panels: Record<PanelTab, () => ReactNode> = {
    attention: () => <AttentionPanel look={look} />,
    training: () => <TrainingPanel />,
    gradients: () => <GradientPanel />,
    problems: () => <ProblemsPanel />,
    profile: () => <ProfilePanel />,
    code: () => <Code session={code} />,
  };
  const trailing = (
    <>
      {open && tab === 'attention' ? <AttentionControls look={look} onLook={setLook} /> : null}
      {open && tab === 'profile' ? <ProfileControls /> : null}
      <IconButton
        label={open ? 'Collapse the panel' : 'Open the panel'}
        size="small"
        icon={open ? <ChevronDown aria-hidden /> : <ChevronUp aria-hidden />}
        tooltipSide="top"
        onClick={() => view.getState().togglePanel()}
      />
    </>
  );
  return (
    <Tabs
      label="Panels"
      tabs={tabs}
      value={tab}
      onChange={(next) => view.getState().showPanel(next)}
      trailing={trailing}
    >
      {open ? panels[tab]() : null}
    </Tabs>
  );
}
