// Makes a file of the open graph in one of its forms, says first what it cannot express, and hands it to the browser. Loaded when asked for.
import type { Exported } from '../../exporters/exported';
import { exportPytorch } from '../../exporters/pytorch';
import { GraphError } from '../../graph/problem';
import type { OpeningParts } from '../shell/parts';
import type { Workbench } from '../workbench';
import { downloadBytes } from './downloads';
import type { ExportForm, PendingExport } from './pending';

/** What the ports show now: files compare themselves with it. */
function shownValues({ document, run }: Workbench) {
  const { values, phase } = run.getState();
  if (phase !== 'done' || document.getState().checked.problems.length > 0) return new Map();
  return new Map(Object.entries(values));
}

const makers: Readonly<Record<ExportForm, (workbench: Workbench) => Exported | Promise<Exported>>> = {
  pytorch: (workbench) => exportPytorch(workbench.document.getState().checked, { values: shownValues(workbench) }),
};

/** Throws nothing: what cannot be made is said in a dialog. */
export async function exportAs({ workbench, shell }: OpeningParts, form: ExportForm): Promise<void> {
  const { view } = workbench;
  const ask = (pending: PendingExport): void => {
    shell.setState({ pendingExport: pending });
    view.getState().openDialog('export');
  };
  try {
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
