// A graph with its values as one page that works from disk: no engine, no network, nothing to edit.
import { colour } from '../drawing/palette';
import type { ShownTheme } from '../drawing/scale';
import { chosenStep, stepText } from '../drawing/stepValue';
import type { Checked } from '../execution/checked';
import { limits } from '../graph/limits';
import type { Exported } from './exported';
import { shownValues, tintsOf } from './html/values';
import script from './html/viewer.js?raw';
import { exportSvg, type SvgOptions, svgText } from './svg';
import { type Scene, sceneOf } from './svg/scene';
import { escaped } from './svg/xml';

/** Of `html/viewer.js`, the only script that the page's policy lets run. */
export const SCRIPT_HASH = 'sha256-9Z5gwXsc9zDfYX94mGdcA+/SGssNQ240Pp/E1M7MxRU=';

const POLICY = `default-src 'none'; script-src '${SCRIPT_HASH}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;

/** A file `<name>.html`. Throws RangeError when there is nothing to draw, or too much for one page. */
export function exportHtml(checked: Checked, options: SvgOptions, mostBytes: number = limits.pictureBytes): Exported {
  const bytes = new TextEncoder().encode(pageText(checked, options));
  if (bytes.length > mostBytes) {
    const [is, most] = [bytes.length, mostBytes].map((size) => `${(size / 2 ** 20).toFixed(1)} MiB`);
    throw new RangeError(`the page would have ${is}, and ${most} are the most: export a picture instead`);
  }
  return { files: [{ name: `${options.name}.html`, bytes }], losses: exportSvg(checked, options).losses };
}

function pageText(checked: Checked, { name: _name, ...look }: SvgOptions): string {
  const scene = sceneOf(checked, look);
  const values = { tints: tintsOf(look.theme), nodes: shownValues(scene) };
  const title = escaped(checked.graph.title ?? 'Graph');
  // No end of the element, and no comment, can stand in it.
  const json = JSON.stringify(values).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style(look.theme)}</style>
</head>
<body>
<header><h1>${title}</h1><p>Made by Attention Workbench, which opens this file. Press a node to see its values.${stepsSentence(scene)}</p></header>
<main>
<div class="picture">${svgText(checked, look)}</div>
<section id="shown" aria-live="polite" aria-label="Values"></section>
</main>
<script type="application/json" id="values">${json}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** Of every loop the page has one step, the one that was chosen. */
function stepsSentence({ checked, values, steps, drawn }: Scene): string {
  const loops = [...drawn.values()].flatMap(({ face }) => {
    const chosen = face.kind === 'container' ? chosenStep(checked, values, face.id, steps) : undefined;
    return chosen ? [`${face.title} at ${stepText(chosen)}`] : [];
  });
  return loops.length === 0 ? '' : escaped(` What repeats is shown once: ${loops.join(', ')}.`);
}

function style(theme: ShownTheme): string {
  const of = (token: Parameters<typeof colour>[1]): string => colour(theme, token);
  return `
:root { color-scheme: ${theme}; }
body { margin: 0; background: ${of('paper')}; color: ${of('ink')}; font: 14px/1.5 Inter, system-ui, sans-serif; }
header, section { padding: 0 28px; }
h1 { margin: 20px 0 0; font-size: 20px; }
h2 { margin: 16px 0 0; font-size: 16px; }
h3 { margin: 12px 0 6px; font-size: 13px; font-weight: 500; color: ${of('ink-2')}; }
p { margin: 0; color: ${of('ink-2')}; }
.picture { overflow: auto; max-height: 70vh; border-bottom: 1px solid ${of('line-2')}; }
.picture svg { display: block; }
[role=button] { cursor: pointer; }
[role=button]:focus-visible { outline: 2px solid ${of('c-attention')}; outline-offset: 3px; }
[aria-pressed=true] > rect:first-of-type { stroke: ${of('c-attention')}; stroke-width: 2.5; }
section { overflow: auto; padding-bottom: 28px; }
table { margin: 0 0 12px; border-spacing: 1px; font-size: 12px; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: ${of('ink-2')}; }
th { padding: 2px 8px; font-weight: 400; color: ${of('ink-2')}; text-align: right; }
th[scope=col] { text-align: center; }
td { padding: 4px 8px; text-align: center; }
.masked { color: ${of('ink-3')}; background: repeating-linear-gradient(135deg, ${of('hatch')} 0 1px, transparent 1px 4px); }
.fault { color: ${of('error')}; background: ${of('error-soft')}; }
`;
}
