// What leaves and comes in, declared once; what makes it is loaded when it is asked for.
import { Code2, FileText, Image, Images, Network, Package, Share2, Upload } from 'lucide-react';
import type { Command } from '../shell/commandRegistry';
import { openChosenFile } from '../shell/opening';
import type { OpeningParts } from '../shell/parts';
import type { ExportForm } from './pending';

type Offer = readonly [form: ExportForm, label: string, icon: Command['icon']];

/** In the order of the menu; JSON comes before them. */
const FILES: readonly Offer[] = [
  ['pytorch', 'Export PyTorch', Code2],
  ['flex', 'Export masks for FlexAttention', Code2],
  ['onnx', 'Export ONNX', Network],
  ['onnx-attention', 'Export ONNX with Attention (opset 23)', Network],
  ['safetensors', 'Export weights (safetensors)', Package],
];

const PICTURES: readonly Offer[] = [
  ['svg', 'Picture (SVG)', Image],
  ['png', 'Picture (PNG)', Image],
];

const PAGE: readonly Offer[] = [['html', 'Page to read (HTML)', FileText]];

/** Of what is selected. */
const PARTS: readonly Offer[] = [
  ['part-svg', 'Picture of the selection (SVG)', Images],
  ['part-png', 'Picture of the selection (PNG)', Images],
];

const idOf = ([form]: Offer): string => `export.${form}`;

/** What the Export menu lists, in groups. */
export const EXPORT_MENU = [
  ['export', ...FILES.map(idOf)],
  [...PICTURES, ...PARTS, ...PAGE].map(idOf),
  ['share'],
  ['weights'],
] as const satisfies readonly (readonly string[])[];

export function transferCommands(parts: OpeningParts): readonly Command[] {
  const { document, view } = parts.workbench;
  const hasNodes = (): boolean => document.getState().graph.nodes.length > 0;
  const hasSelection = (): boolean => view.getState().selection.nodes.length > 0;
  const offered = (offers: readonly Offer[], when: () => boolean): Command[] =>
    offers.map((offer) => ({
      id: idOf(offer),
      label: offer[1],
      group: 'Document',
      icon: offer[2],
      when,
      perform: () => void import('./exports').then(({ exportAs }) => exportAs(parts, offer[0])),
    }));
  return [
    ...offered([...FILES, ...PICTURES, ...PAGE], hasNodes),
    ...offered(PARTS, hasSelection),
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
