// Pictures of what the page shows: how the canvas looks now, and an SVG drawn as a PNG with the graph inside. Loaded when asked for.
import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import type { Exported } from '../../exporters/exported';
import { withGraphInside } from '../../exporters/pictureFile';
import type { SvgOptions } from '../../exporters/svg';
import type { Graph } from '../../graph/graph';
import { shownTheme } from '../theme/theme';
import type { Workbench } from '../workbench';

/** In the theme, with the values and at the steps of the canvas; all of it, or what is selected. */
export function lookOf({ run, view }: Workbench, part: boolean): Omit<SvgOptions, 'name'> {
  const { selection, steps } = view.getState();
  const all = { theme: shownTheme(), values: run.getState().values, steps };
  return part ? { ...all, selection: selection.nodes } : all;
}

/** Pixels for each px of the canvas. */
const DENSITY = 2;
/** Pixels that every browser draws: Safari has the least. */
const [MOST_SIDE, MOST_AREA] = [16_384, 2 ** 26];

/** The same picture as pixels. Throws Error where the browser does not draw it. */
export async function asPng({ files, losses }: Exported, graph: Graph): Promise<Exported> {
  const made = await Promise.all(
    files.map(async ({ name, bytes }) => {
      const { png, density } = await drawn(new TextDecoder().decode(bytes));
      return { name: name.replace(/svg$/, 'png'), bytes: withGraphInside(png, graph), density };
    }),
  );
  const coarse = made.find(({ density }) => density < DENSITY);
  const loss = coarse && `It is drawn at ${coarse.density.toFixed(2)} pixels a px: browsers draw no larger pictures.`;
  return { files: made, losses: loss ? [...losses, loss] : losses };
}

async function drawn(svg: string): Promise<{ readonly png: Uint8Array; readonly density: number }> {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([await withFont(svg)], { type: 'image/svg+xml' }));
  try {
    image.src = address;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const density = Math.min(DENSITY, MOST_SIDE / Math.max(width, height), Math.sqrt(MOST_AREA / (width * height)));
    const canvas = new OffscreenCanvas(Math.round(width * density), Math.round(height * density));
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    return { png: new Uint8Array(await blob.arrayBuffer()), density };
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A picture inside of a page sees none of the page's fonts: it brings its own. */
async function withFont(svg: string): Promise<string> {
  const response = await fetch(inter);
  const bytes = new Uint8Array(await response.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const face = `@font-face{font-family:'Inter Variable';font-weight:100 900;src:url(data:font/woff2;base64,${btoa(binary)}) format('woff2')}`;
  return svg.replace('<defs>', `<defs><style>${face}</style>`);
}
