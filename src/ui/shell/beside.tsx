// The large parts of the page, each a file of its own: the shell is on screen while they arrive.
import { later } from '../later';

export const Canvas = later(async () => (await import('../canvas/Canvas')).Canvas);
export const Inspector = later(async () => (await import('../inspector/Inspector')).Inspector);
export const BottomPanel = later(async () => (await import('../panels/BottomPanel')).BottomPanel);

/** Begins to fetch them before anything is rendered. */
export async function fetchParts(): Promise<void> {
  await Promise.all([Canvas.fetch(), Inspector.fetch(), BottomPanel.fetch()]);
}
