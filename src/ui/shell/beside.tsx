// The canvas, the largest part of the page, in a file of its own: the shell is on screen while it arrives.
import { later } from '../later';

export const Canvas = later(async () => (await import('../canvas/Canvas')).Canvas);
