// Makes a file of the open graph in one of its forms, says first what it cannot express, and hands it to the browser. Loaded when asked for.
import type { Exported } from '../../exporters/exported';
import { exportHtml } from '../../exporters/html';
import { exportOnnx, type OnnxExported } from '../../exporters/onnx';
import { onnxText } from '../../exporters/onnx/text';
import { exportFlex, exportPytorch } from '../../exporters/pytorch';
import { exportSvg, type SvgOptions } from '../../exporters/svg';
import { exportWeights } from '../../exporters/weights';
import { GraphError } from '../../graph/problem';
import { graphFileName } from '../shell/fileName';
import type { OpeningParts } from '../shell/parts';
import type { Workbench } from '../workbench';
import { downloadBytes } from './downloads';
import type { ExportForm, PendingExport } from './pending';
import { asPng, lookOf } from './pictures';

/** Once no run is under way: then the values are those of the graph. */
const settled = ({ run }: Workbench): Promise<void> =>
  new Promise((resolve) => {
    const rests = (): boolean => !['starting', 'running'].includes(run.getState().phase);
    if (rests()) return resolve();
    const stop = run.subscribe(() => {
      if (!rests()) return;
      stop();
      resolve();
    });
  });

/** What the ports show now: files compare themselves with it. */
function shownValues({ document, run }: Workbench) {
  const { values, phase } = run.getState();
  if (phase !== 'done' || document.getState().checked.problems.length > 0) return new Map();
  return new Map(Object.entries(values));
}

const stemOf = ({ document }: Workbench): string =>
  graphFileName(document.getState().graph.title).replace(/\.json$/, '');

const optionsOf = (workbench: Workbench, part = false): SvgOptions => ({
  name: stemOf(workbench),
  ...lookOf(workbench, part),
});

const picture = (workbench: Workbench, part = false): Exported =>
  exportSvg(workbench.document.getState().checked, optionsOf(workbench, part));

const pytorchOf = (workbench: Workbench): Exported =>
  exportPytorch(workbench.document.getState().checked, { values: shownValues(workbench) });
const flexOf = ({ document }: Workbench): Exported => exportFlex(document.getState().checked);
const onnxOf = ({ document }: Workbench, opset: 21 | 23 = 21): OnnxExported =>
  exportOnnx(document.getState().checked, { opset });

const makers: Readonly<Record<ExportForm, (workbench: Workbench) => Exported | Promise<Exported>>> = {
  pytorch: pytorchOf,
  flex: flexOf,
  onnx: (workbench) => onnxOf(workbench),
  'onnx-attention': (workbench) => onnxOf(workbench, 23),
  safetensors: (workbench) => exportWeights(workbench.document.getState().checked, stemOf(workbench)),
  svg: (workbench) => picture(workbench),
  png: (workbench) => asPng(picture(workbench), workbench.document.getState().graph),
  'part-svg': (workbench) => picture(workbench, true),
  'part-png': (workbench) => asPng(picture(workbench, true), workbench.document.getState().graph),
  html: (workbench) => exportHtml(workbench.document.getState().checked, optionsOf(workbench)),
};

/** Throws nothing: what cannot be made is said in a dialog. */
export async function exportAs({ workbench, shell }: OpeningParts, form: ExportForm): Promise<void> {
  const { view } = workbench;
  const ask = (pending: PendingExport): void => {
    shell.setState({ pendingExport: pending });
    view.getState().openDialog('export');
  };
  try {
    await settled(workbench);
    const exported = await makers[form](workbench);
    if (exported.losses.length > 0) ask({ form, exported });
    else view.getState().tell(writeFiles(exported));
  } catch (error) {
    ask({ form, refused: refusalOf(error) });
  }
}

function refusalOf(error: unknown): string {
  if (error instanceof GraphError) return error.path === '' ? error.message : `${error.path}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

/** Returns what was done in words. */
export function writeFiles({ files }: Exported): string {
  for (const { name, bytes } of files) downloadBytes(name, bytes);
  return `Exported ${files.map(({ name }) => name).join(' and ')}`;
}

/** Forms that people can read. */
export type ReadableForm = 'pytorch' | 'flex' | 'onnx' | 'onnx-attention';

/** A form as text, and what it could not express; or why there is none. */
export type Readable = { readonly text: string; readonly losses: readonly string[] } | { readonly refused: string };

const textOf = ({ files, losses }: Exported): Readable => ({ text: new TextDecoder().decode(files[0]?.bytes), losses });

const readers: Readonly<Record<ReadableForm, (workbench: Workbench) => Readable>> = {
  pytorch: (workbench) => textOf(pytorchOf(workbench)),
  flex: (workbench) => textOf(flexOf(workbench)),
  onnx: (workbench) => modelText(onnxOf(workbench)),
  'onnx-attention': (workbench) => modelText(onnxOf(workbench, 23)),
};

const modelText = ({ model, losses }: OnnxExported): Readable => ({ text: onnxText(model), losses });

/** Throws nothing. */
export function readableForm(workbench: Workbench, form: ReadableForm): Readable {
  try {
    return readers[form](workbench);
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}
