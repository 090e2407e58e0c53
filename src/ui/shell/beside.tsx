// The canvas, the largest part of the page, in a file of its own: fetched while the page rests, drawn with the first graph or the first sign of a visitor.
import { EmptyCanvas } from '../canvas/EmptyCanvas';
import { later, useWithNodes } from '../later';

const Drawn = later('The canvas', async () => (await import('../canvas/Canvas')).Canvas, { Before: EmptyCanvas });
/** The canvas asks for these itself once it is there: side by side they come sooner. */
const Cards = { fetch: async (): Promise<void> => void (await Promise.allSettled([import('../canvas/drawn')])) };
const WITH_NODES = [Drawn, Cards];

export function Canvas() {
  return useWithNodes(WITH_NODES) ? <Drawn /> : <EmptyCanvas />;
}
