// Training: what is trained, how it goes, and what it learned.
import { EmptyState } from '../primitives/EmptyState';

export function TrainingPanel() {
  return <EmptyState title="Nothing to train">Training comes here.</EmptyState>;
}
