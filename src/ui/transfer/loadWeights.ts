// Weights from a file of one's own: chosen or dropped, looked through, and shown beside the graph before anything changes. Loaded when asked for.

import { readWeightFile } from '../../exporters/weightFile';
import { type Filling, fillWeights } from '../../exporters/weightSlots';
import { limits } from '../../graph/limits';
import { type FileProblem, GraphError, showProblem } from '../../graph/problem';
import { serializeGraph } from '../../graph/serialize';
import type { DocumentStore } from '../../store/documentStore';
import type { OpeningParts } from '../shell/parts';

const mib = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);

/** Never throws: what cannot be read is said at the canvas. */
export async function offerWeights({ workbench, shell }: OpeningParts, file: File): Promise<void> {
  const refuse = ({ path, message }: Omit<FileProblem, 'code'>): void =>
    shell.setState({ refusal: { name: file.name, path, message } });
  if (file.size > limits.weightFileBytes) {
    refuse({
      path: '',
      message: `the file has ${mib(file.size)} MiB, and ${mib(limits.weightFileBytes)} are the most`,
    });
    return;
  }
  try {
    const read = readWeightFile(new Uint8Array(await file.arrayBuffer()), file.name);
    if ('problem' in read) return refuse(read.problem);
    shell.setState({ refusal: undefined, pendingWeights: { file: file.name, ...read } });
    workbench.view.getState().openDialog('weights');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    refuse({ path: '', message: `the file cannot be read (${why}): choose it again` });
  }
}

/** One step to undo. Says what is wrong with a tensor, or that the graph would outgrow its file; nothing has changed then. */
export function applyWeights(document: DocumentStore, fillings: readonly Filling[]): string | undefined {
  try {
    const filled = fillWeights(document.getState().graph, fillings);
    const bytes = serializeGraph(filled).length;
    if (bytes > limits.fileBytes) {
      return `With these weights the graph’s file would have ${mib(bytes)} MiB, and ${mib(limits.fileBytes)} are the most. Load fewer, or work on in PyTorch.`;
    }
    document.getState().edit(() => filled);
    return undefined;
  } catch (error) {
    if (error instanceof GraphError) return showProblem(error.problem);
    throw error;
  }
}
