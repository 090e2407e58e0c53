// The one training of a workbench, made when it is first asked for.
import { useStore } from 'zustand';
import { checkpointStorage } from '../../store/checkpoints';
import { Training, type TrainingState } from '../../store/training';
import type { EngineClient } from '../../worker/client';
import { useWorkbench, type Workbench } from '../workbench';
import { rememberTraining } from './closedInTraining';

const trainings = new WeakMap<EngineClient, Training>();

export function trainingOf(workbench: Workbench): Training {
  const known = trainings.get(workbench.engine) ?? begun(workbench);
  trainings.set(workbench.engine, known);
  return known;
}

function begun(workbench: Workbench): Training {
  const training = new Training({ ...workbench, storage: checkpointStorage() });
  training.state.subscribe(({ phase }, before) => {
    if (phase !== before.phase) rememberTraining(phase === 'running');
  });
  return training;
}

export const useTraining = (): Training => trainingOf(useWorkbench());

export const useTrainingState = <T>(select: (state: TrainingState) => T): T => useStore(useTraining().state, select);
