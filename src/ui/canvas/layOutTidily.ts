// Loads the layout when it is first asked for, and moves large graphs to a worker.
import type { Point } from '../../drawing/route';
import type { TidyGraph } from './tidy';

/** Above so many nodes the layout would be felt on the page. */
const MANY = 100;

export async function layOutTidily(graph: TidyGraph): Promise<ReadonlyMap<string, Point>> {
  if (graph.nodes.length > MANY) return inWorker(graph);
  const { tidyLayout } = await import('./tidy');
  return tidyLayout(graph);
}

function inWorker(graph: TidyGraph): Promise<ReadonlyMap<string, Point>> {
  const worker = new Worker(new URL('./tidy.worker.ts', import.meta.url), { type: 'module', name: 'tidy' });
  return new Promise<ReadonlyMap<string, Point>>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<ReadonlyMap<string, Point>>) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(graph);
  }).finally(() => worker.terminate());
}
