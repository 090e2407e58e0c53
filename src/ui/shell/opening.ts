// Putting another graph in the place of the open one: from a file, a preset or nothing. One step to undo; a refusal changes nothing.
import type { Parsed } from '../../graph/format';
import { emptyGraph, type Graph } from '../../graph/graph';
import { shownDifference } from '../presets/difference';
import { type PresetEntry, presets } from '../presets/presetIndex';
import { currentPreset, shortTitle } from '../presets/timelineRows';
import { chooseFile, readGraphFile } from './documentFiles';
import type { OpeningParts } from './parts';

/** Opens what was read, or says at the canvas why it cannot be opened. */
export function openParsed({ workbench, shell, canvas }: OpeningParts, name: string, parsed: Parsed): void {
  if ('problem' in parsed) {
    shell.setState({ refusal: { name, path: parsed.problem.path, message: parsed.problem.message } });
    return;
  }
  const { document, view } = workbench;
  const before = document.getState().graph;
  const since = currentPreset(presets, before);
  const stepped = since && currentPreset(presets, parsed.graph) ? shortTitle(since.title) : undefined;
  shell.setState({
    refusal: undefined,
    hiddenBar: undefined,
  });
  view.getState().select({});
  view.getState().pin(undefined);
  document.getState().open(parsed.graph);
  const isStep = stepped !== undefined && stepped !== shortTitle(parsed.graph.title ?? '');
  view.getState().leave(isStep ? shownDifference(before, parsed.graph, stepped) : undefined);
  if (parsed.graph.nodes.length > 0 && !view.getState().panel.open) view.getState().togglePanel();
  // The canvas knows its new size, beside the panel and under the description, one frame after they are drawn.
  requestAnimationFrame(() => requestAnimationFrame(() => canvas.getState().actions?.fit()));
}

export const openNew = (parts: OpeningParts): void => openParsed(parts, 'New', { graph: emptyGraph });

const WEIGHTS = /\.(safetensors|npy)$/i;

/** A graph opens; weights are offered to the open graph. */
export async function openFile(parts: OpeningParts, file: File): Promise<void> {
  if (WEIGHTS.test(file.name)) {
    const { offerWeights } = await import('../transfer/loadWeights');
    await offerWeights(parts, file);
    return;
  }
  openParsed(parts, file.name, await readGraphFile(file));
}

export async function openChosenFile(parts: OpeningParts, accept?: string): Promise<void> {
  const file = await chooseFile(accept);
  if (file) await openFile(parts, file);
}

/** The graph of a preset with its trained weights, read as strictly as any other file. Never throws. */
export async function readPreset({ name, url }: PresetEntry): Promise<Parsed> {
  const failed = (why: string): Parsed => ({
    problem: { path: '', code: 'not-text', message: `the preset could not be loaded (${why}): try again` },
  });
  try {
    const response = await fetch(url);
    if (!response.ok) return failed(`the server answered ${response.status}`);
    const parsed = await readGraphFile(new File([await response.blob()], `${name}.json`));
    if (!('graph' in parsed) || parsed.graph.weightsFile === undefined) return parsed;
    const { withShippedWeights } = await import('./shippedWeights');
    return { graph: await withShippedWeights(parsed.graph) };
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

/** The preset asked for last is the one that opens, whichever arrives last. */
export async function openPreset(parts: OpeningParts, entry: PresetEntry): Promise<void> {
  parts.shell.setState({ asked: entry.name, flyout: undefined });
  const parsed = await readPreset(entry);
  if (parts.shell.getState().asked === entry.name) openParsed(parts, entry.title, parsed);
}

/** What a graph without nodes and history is: nothing was done yet. */
export const isUntouched = (graph: Graph): boolean => graph.nodes.length === 0 && graph.title === undefined;
