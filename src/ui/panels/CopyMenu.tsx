// Takes what the panel shows elsewhere: as text for NumPy, PyTorch, CSV and LaTeX, or as a picture.
import { Copy, Image } from 'lucide-react';
import type { TextForm } from '../../exporters/tensorText';
import { IconButton } from '../primitives/Button';
import { Menu } from '../primitives/Menu';
import { useWorkbench } from '../workbench';
import { portLabel } from './names';
import { usePortTensor, useRowsByStep, useShownPort } from './usePort';

const FORMS: readonly (readonly [form: TextForm, name: string])[] = [
  ['numpy', 'NumPy'],
  ['pytorch', 'PyTorch'],
  ['csv', 'CSV'],
  ['latex', 'LaTeX'],
];

export function CopyMenu({ perRow }: { readonly perRow: boolean }) {
  const workbench = useWorkbench();
  const { view, document } = workbench;
  const name = useShownPort();
  const tensor = usePortTensor(name);
  const matrix = useRowsByStep(name)?.tensor ?? tensor;
  const copy = async (form: TextForm, name: string): Promise<void> => {
    if (!tensor) return;
    const { tensorText } = await import('../../exporters/tensorText');
    try {
      await navigator.clipboard.writeText(tensorText(tensor, form));
      view.getState().tell(`Copied as ${name}`);
    } catch {
      view.getState().tell('Not copied: this browser lets no page copy');
    }
  };
  const picture = async (): Promise<void> => {
    if (!matrix || name === undefined) return;
    const { exportHeatmap } = await import('../transfer/heatmapFile');
    const label = portLabel(document.getState().checked, name);
    view.getState().tell(exportHeatmap(workbench, matrix, { label, perRow }));
  };
  const items = FORMS.map(([form, name]) => ({ label: `Copy as ${name}`, onSelect: () => void copy(form, name) }));
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          label="Copy or export the values"
          size="small"
          icon={<Copy aria-hidden />}
          tooltipSide="top"
          disabled={!tensor}
        />
      }
      groups={[items, [{ label: 'Picture of it (SVG)', icon: <Image aria-hidden />, onSelect: () => void picture() }]]}
    />
  );
}
