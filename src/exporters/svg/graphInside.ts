// The graph that a picture carries inside, and the way back to it.
import { escaped, tag, unescaped, type Xml } from './xml';

const ID = 'attention-graph';
const PLACE = new RegExp(`<metadata\\b[^>]*\\bid=["']${ID}["'][^>]*>([^<]*)</metadata>`);

/** JSON has its own way to write what XML cannot. */
const writable = (json: string): string =>
  json.replace(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);

export const graphElement = (json: string): Xml => tag('metadata', { id: ID }, [escaped(writable(json))]);

/** The text of the graph file in an SVG; undefined where there is none. */
export function graphInSvg(svg: string): string | undefined {
  const found = PLACE.exec(svg)?.[1];
  return found === undefined ? undefined : unescaped(found);
}
