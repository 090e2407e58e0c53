// What leaves and comes in, declared once; what makes it is loaded when it is asked for.
import { Code2, Network, Package, Share2, Upload } from 'lucide-react';
import type { Command } from '../shell/commandRegistry';
import { openChosenFile } from '../shell/opening';
import type { OpeningParts } from '../shell/parts';
import type { ExportForm } from './pending';

type Offer = readonly [form: ExportForm, label: string, icon: Command['icon']];

/** In the order of the menu; JSON comes before them. */
const OFFERS: readonly Offer[] = [
  ['pytorch', 'Export PyTorch', Code2],
  ['onnx', 'Export ONNX', Network],
  ['safetensors', 'Export weights (safetensors)', Package],
];

/** What the Export menu lists, in groups. */
export const EXPORT_MENU = [
  ['export', ...OFFERS.map(([form]) => `export.${form}`)],
  ['share'],
  ['weights'],
] as const satisfies readonly (readonly string[])[];

export function transferCommands(parts: OpeningParts): readonly Command[] {
  const { document, view } = parts.workbench;
  const hasNodes = (): boolean => document.getState().graph.nodes.length > 0;
  return [
    ...OFFERS.map(
      ([form, label, icon]): Command => ({
        id: `export.${form}`,
        label,
        group: 'Document',
        icon,
        when: hasNodes,
        perform: () => void import('./exports').then(({ exportAs }) => exportAs(parts, form)),
      }),
    ),
    {
      id: 'share',
      label: 'Share as a link',
      group: 'Document',
      icon: Share2,
      when: hasNodes,
      perform: () => view.getState().openDialog('share'),
    },
    {
      id: 'weights',
      label: 'Load weights…',
      group: 'Document',
      icon: Upload,
      when: hasNodes,
      perform: () => void openChosenFile(parts, '.safetensors,.npy'),
    },
  ];
}
