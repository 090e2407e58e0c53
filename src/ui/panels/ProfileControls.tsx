// At the right of the tabs: the last run or an estimate, and how to measure all of it.
import { Button } from '../primitives/Button';
import { Segmented } from '../primitives/Segmented';
import { useRun, useView, useWorkbench } from '../workbench';

const VIEWS = [
  { value: 'measured', label: 'Last run' },
  { value: 'estimate', label: 'Estimate' },
] as const;

export function ProfileControls() {
  const { run, view } = useWorkbench();
  const shown = useView(({ profile }) => profile);
  const running = useRun(({ phase }) => phase === 'running');
  return (
    <>
      {shown === 'measured' ? (
        <Button size="small" disabled={running} onClick={() => run.getState().measureAgain()}>
          Measure again
        </Button>
      ) : null}
      <Segmented
        options={VIEWS}
        value={shown}
        onChange={(value) => view.getState().showProfile(value)}
        label="Profile of"
        size="small"
      />
    </>
  );
}
