// While it is on the page, gradients follow the graph.
import { useEffect } from 'react';
import { followGradients } from '../../store/gradients';
import { useWorkbench } from '../workbench';

export function GradientLink() {
  const workbench = useWorkbench();
  useEffect(() => followGradients(workbench), [workbench]);
  return null;
}
