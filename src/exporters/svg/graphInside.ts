// The graph that a picture carries inside, and the way back to it.
import { escaped, tag, unescaped, type Xml } from './xml';

const ID = 'attention-graph';
const START = '<metadata';
const END = '</metadata>';

/** JSON has its own way to write what XML cannot. */
const writable = (json: string): string =>
  json.replace(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);

export const graphElement = (json: string): Xml => tag('metadata', { id: ID }, [escaped(writable(json))]);

/** The text of the graph file in an SVG; undefined where there is none. Takes time in line with the text, whatever it is. */
export function graphInSvg(svg: string): string | undefined {
  for (let from = svg.indexOf(START); from >= 0; from = svg.indexOf(START, from + START.length)) {
    const open = svg.indexOf('>', from);
    const close = svg.indexOf(END, open);
    if (open < 0 || close < 0) return undefined;
    const [attributes, text] = [svg.slice(from + START.length, open), svg.slice(open + 1, close)];
    if (/\sid=["']attention-graph["']/.test(attributes) && !text.includes('<')) return unescaped(text);
    from = open;
  }
  return undefined;
}
