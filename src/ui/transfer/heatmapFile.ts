// One value as a picture to keep, with the graph that it belongs to inside. Loaded when asked for.
import type { ValueTensor } from '../../drawing/valueTensor';
import { type HeatmapLook, heatmapSvg } from '../../exporters/svg/heatmap';
import { serializeGraph } from '../../graph/serialize';
import { graphFileName } from '../shell/fileName';
import { shownTheme } from '../theme/theme';
import type { Workbench } from '../workbench';
import { downloadBytes } from './downloads';

/** Returns what was done, or why not, in words. */
export function exportHeatmap(
  { document }: Workbench,
  tensor: ValueTensor,
  look: Pick<HeatmapLook, 'label' | 'perRow'>,
): string {
  const json = serializeGraph(document.getState().graph);
  try {
    const svg = heatmapSvg(tensor, { ...look, theme: shownTheme(), json });
    const name = graphFileName(look.label).replace(/json$/, 'svg');
    downloadBytes(name, new TextEncoder().encode(svg));
    return `Exported ${name}`;
  } catch (error) {
    if (error instanceof RangeError) return `Not exported: ${error.message}`;
    throw error;
  }
}
