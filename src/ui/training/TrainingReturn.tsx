// On return to a page that was closed in training: the Training panel opens and says what is kept.
import { useEffect } from 'react';
import { useWorkbench } from '../workbench';
import { rememberTraining } from './closedInTraining';
import { trainingOf, useTrainingState } from './trainingOf';

export function TrainingReturn() {
  const workbench = useWorkbench();
  const found = useTrainingState((state) => state.interrupted !== undefined);
  useEffect(() => {
    trainingOf(workbench);
    rememberTraining(false);
  }, [workbench]);
  useEffect(() => {
    if (found) workbench.view.getState().showPanel('training');
  }, [workbench, found]);
  return null;
}
