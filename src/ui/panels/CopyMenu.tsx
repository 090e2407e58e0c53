// Copies what the panel shows as text for elsewhere: NumPy, PyTorch, CSV, LaTeX.
import { Copy } from 'lucide-react';
import type { TextForm } from '../../exporters/tensorText';
import { IconButton } from '../primitives/Button';
import { Menu } from '../primitives/Menu';
import { useWorkbench } from '../workbench';
import { usePortTensor, useShownPort } from './usePort';

const FORMS: readonly (readonly [form: TextForm, name: string])[] = [
  ['numpy', 'NumPy'],
  ['pytorch', 'PyTorch'],
  ['csv', 'CSV'],
  ['latex', 'LaTeX'],
];

export function CopyMenu() {
  const { view } = useWorkbench();
  const tensor = usePortTensor(useShownPort());
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
  const items = FORMS.map(([form, name]) => ({ label: `Copy as ${name}`, onSelect: () => void copy(form, name) }));
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          label="Copy the values"
          size="small"
          icon={<Copy aria-hidden />}
          tooltipSide="top"
          disabled={!tensor}
        />
      }
      groups={[items]}
    />
  );
}
