// Remembers across a reload that training goes on, so that a page that was closed in it says so on return. Loads nothing.
const KEY = 'training';

/** Reading and writing may be forbidden; then nothing is remembered. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

export const wasClosedInTraining = (): boolean => attempt(() => localStorage.getItem(KEY)) === 'running';

export const rememberTraining = (isRunning: boolean): void => {
  attempt(() => (isRunning ? localStorage.setItem(KEY, 'running') : localStorage.removeItem(KEY)));
};
