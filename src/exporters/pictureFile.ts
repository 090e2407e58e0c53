// Pictures that hold the graph that they show: PNG with the graph put in, and any of our files back to its graph.
import { type Parsed, parseGraph } from '../graph/format';
import type { Graph } from '../graph/graph';
import { serializeGraph } from '../graph/serialize';
import { isPng, pngText, withPngText } from './png';
import { graphInSvg } from './svg/graphInside';

const KEYWORD = 'attention-graph';

/** Throws RangeError for what is no PNG. */
export const withGraphInside = (png: Uint8Array, graph: Graph): Uint8Array =>
  withPngText(png, KEYWORD, serializeGraph(graph));

const refused = (message: string): Parsed => ({ problem: { code: 'foreign-file', path: '', message } });

/** The graph of a PNG, an SVG or a page that was exported here, read as strictly as any file. Never throws. */
export function readPicture(bytes: Uint8Array): Parsed {
  try {
    const text = isPng(bytes) ? pngText(bytes, KEYWORD) : graphInSvg(new TextDecoder().decode(bytes));
    if (text !== undefined) return parseGraph(text);
  } catch (error) {
    return refused(`${error instanceof RangeError ? error.message : 'the text in it is damaged'}: export it again`);
  }
  return refused('the picture holds no graph: only those exported here do, until another program saves them again');
}
