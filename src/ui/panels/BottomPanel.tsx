// The panel under the canvas: attention, problems, profile.
import { Tabs } from '../primitives/Tabs';
import { useDocument, useView, useWorkbench } from '../workbench';

export function BottomPanel() {
  const { view } = useWorkbench();
  const { tab, open } = useView(({ panel }) => panel);
  const count = useDocument(({ checked }) => checked.problems.length);
  const tabs = [
    { value: 'attention', label: 'Attention' },
    { value: 'problems', label: 'Problems', count },
    { value: 'profile', label: 'Profile' },
  ] as const;
  return (
    <Tabs label="Panels" tabs={tabs} value={tab} onChange={(next) => view.getState().showPanel(next)}>
      {open ? <p>{tab}</p> : null}
    </Tabs>
  );
}
