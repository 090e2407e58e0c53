// An engine that takes everything and never answers. Tests only.
import type { EngineClient } from '../worker/client';

export const deafEngine: EngineClient = {
  run: () => 1,
  cancel: () => {},
  close: () => {},
  send: () => {},
  gradients: () => new Promise(() => {}),
  train: () => 1,
  sendTraining: () => {},
  onTraining: () => () => {},
  dispose: () => {},
};
