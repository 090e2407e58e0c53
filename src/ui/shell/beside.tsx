// The canvas, the largest part of the page, in a file of its own, which comes with the first graph or the first visitor.
import { EmptyCanvas } from '../canvas/EmptyCanvas';
import { later, useWithNodes } from '../later';

const Drawn = later(async () => (await import('../canvas/Canvas')).Canvas, EmptyCanvas);
const WITH_NODES = [Drawn];

export function Canvas() {
  return useWithNodes(WITH_NODES) ? <Drawn /> : <EmptyCanvas />;
}
