// Where gradients stop being finite, as people know the port.
import { firstNotFinite } from '../../store/gradientWords';
import { portLabel } from '../panels/names';
import { useDocument, useRun } from '../workbench';

/** Undefined while all are finite. */
export function useGradientStart(): string | undefined {
  const first = useRun(({ gradients }) => gradients && firstNotFinite(gradients.ports));
  return useDocument(({ checked }) => (first === undefined ? undefined : portLabel(checked, first)));
}
