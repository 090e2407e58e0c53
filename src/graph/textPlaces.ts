// Where in the text of a graph file its parts stand: nodes, edges, weights, and whatever a path names. Reads broken text too.
import { type FileProblem, GraphError, showPath } from './problem';
import { type Heard, scanJson } from './scan';

/** Characters of a text: from the first one to the one after the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Reads as far as the text is JSON. */
function scanFar(text: string, heard: Heard): void {
  try {
    scanJson(text, heard);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
  }
}

export interface Outline {
  /** By id; of two with one id, the last one. */
  readonly nodes: ReadonlyMap<string, Span>;
  readonly edges: ReadonlyMap<string, Span>;
  /** By `<node>.<weight>`. */
  readonly weights: ReadonlyMap<string, Span>;
}

/** Nodes and edges without an id that reads are left out, as is what stands after the place where the text breaks. */
export function outlineOf(text: string): Outline {
  const outline = { nodes: new Map<string, Span>(), edges: new Map<string, Span>(), weights: new Map<string, Span>() };
  let id: string | undefined;
  scanFar(text, (way, from, to) => {
    const list = way[0]?.at;
    if (list !== 'nodes' && list !== 'edges' && list !== 'weights') return;
    if (way.length === 3 && way[2]?.at === 'id' && text[from] === '"') id = JSON.parse(text.slice(from, to)) as string;
    if (way.length !== 2) return;
    const name = list === 'weights' ? String(way[1]?.at) : id;
    if (name !== undefined) outline[list].set(name, { from, to });
    id = undefined;
  });
  return outline;
}

/** What stands around a place of the text: the innermost of the spans that hold it. */
export function nameAt(spans: ReadonlyMap<string, Span>, place: number): string | undefined {
  for (const [name, { from, to }] of spans) if (from <= place && place <= to) return name;
  return undefined;
}

/** The characters that a problem is about; the nearest thing around them where they are not there. */
export function problemSpan(text: string, { path, code }: FileProblem): Span {
  if (code === 'not-json') return { from: placeOf(text, path), to: placeOf(text, path) + 1 };
  let best = { from: 0, to: text.length, length: -1 };
  scanFar(text, (way, from, to) => {
    const here = showPath(way.map(({ at }) => at));
    if (here.length > best.length && isAround(here, path)) best = { from, to, length: here.length };
  });
  return { from: best.from, to: best.to };
}

const isAround = (outer: string, path: string): boolean =>
  path === outer || (path.startsWith(outer) && (outer === '' || /[.[]/.test(path.charAt(outer.length))));

/** The place that `line 3, column 7` names, as the scanner says it. */
function placeOf(text: string, path: string): number {
  const [line = 1, column = 1] = [...path.matchAll(/\d+/g)].map(Number);
  let start = 0;
  for (let k = 1; k < line; k++) start = text.indexOf('\n', start) + 1;
  return Math.min(text.length, start + column - 1);
}
