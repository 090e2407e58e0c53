// Graphs in and out of files: everything that comes in passes the one strict reading, and a refusal changes nothing.
import { decodeGraph, type Parsed } from '../../graph/format';
import type { Graph } from '../../graph/graph';
import { limits } from '../../graph/limits';
import { serializeGraph } from '../../graph/serialize';
import { graphFileName } from './fileName';

/** Hands something to the browser as a file to keep. */
export function download(name: string, content: BlobPart, type = 'application/json'): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Exports a graph; returns the file's name. */
export function exportGraph(graph: Graph): string {
  const name = graphFileName(graph.title);
  download(name, serializeGraph(graph));
  return name;
}

const unreadable = (message: string): Parsed => ({ problem: { path: '', code: 'not-text', message } });

/** Files that hold a graph among other things. */
const PICTURE = /\.(png|svg|html?)$/i;

const mib = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(2)} MiB`;

/** Reads a chosen or dropped file, or the graph inside a picture. Never throws; a file that is far too large is not even read. */
export async function readGraphFile(file: File): Promise<Parsed> {
  const isPicture = PICTURE.test(file.name);
  const most = isPicture ? limits.pictureBytes : limits.fileBytes;
  if (file.size > most) {
    const kind = isPicture ? 'picture' : 'graph';
    return unreadable(`the file is larger than a ${kind} may be: ${mib(file.size)}, and ${mib(most)} are the most`);
  }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return isPicture ? (await import('../../exporters/pictureFile')).readPicture(bytes) : decodeGraph(bytes);
  } catch (error) {
    return unreadable(`the file cannot be read (${error instanceof Error ? error.message : error}): choose it again`);
  }
}

/** Asks for a file with the browser's own dialog; nothing if it is closed. */
export function chooseFile(
  accept = '.json,application/json,.svg,.png,.html,.safetensors,.npy',
): Promise<File | undefined> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.hidden = true;
  // In the page while the dialog is open: nothing else holds it.
  document.body.append(input);
  return new Promise<File | undefined>((resolve) => {
    input.onchange = () => resolve(input.files?.[0]);
    input.oncancel = () => resolve(undefined);
    input.click();
  }).finally(() => input.remove());
}
