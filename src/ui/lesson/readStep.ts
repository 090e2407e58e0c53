// A step of a lesson as the page sets it: title, paragraphs with links to nodes, equations, the paper at the end. Pure.
import { inlineRuns } from '../presets/description';

export interface LessonRun {
  /** Characters of its paragraph before it. */
  readonly at: number;
  readonly text: string;
  readonly face: 'plain' | 'strong' | 'emphasis';
  /** Id of the node that the words stand for. */
  readonly node?: string;
}

export type LessonBlock =
  | { readonly kind: 'text'; readonly runs: readonly LessonRun[] }
  | { readonly kind: 'formula'; readonly tex: string };

export interface ReadStep {
  /** Undefined where the text has none. */
  readonly title?: string;
  readonly blocks: readonly LessonBlock[];
  /** What to read: `Bahdanau, Cho and Bengio 2014, equation 5`. */
  readonly reference?: string;
}

export interface NamedNode {
  readonly id: string;
  readonly label: string;
}

const TITLE = /^\*\*([^*]+)\*\*$/;
const REFERENCE = /^\*([^*]+)\*$/;
const FORMULA = /^\$\$([\s\S]*)\$\$$/;
const LINK = /^\[([^\]]+)\]\(#([A-Za-z][A-Za-z0-9_-]*)\)$/;
const LINKS = '\\[[^\\]]+\\]\\(#[A-Za-z][A-Za-z0-9_-]*\\)';

/**
 * Paragraphs stand apart by an empty line. A bold one at the start is the title, an italic one at the end the
 * reference, `$$...$$` an equation; `[words](#node)` and the labels of the step's own nodes are links.
 */
export function readStep(text: string, nodes: readonly NamedNode[]): ReadStep {
  const paragraphs = text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean);
  const title = TITLE.exec(paragraphs[0] ?? '')?.[1];
  const reference = REFERENCE.exec(paragraphs.at(-1) ?? '')?.[1];
  const body = paragraphs.slice(title === undefined ? 0 : 1, reference === undefined ? undefined : -1);
  return {
    ...(title === undefined ? {} : { title }),
    ...(reference === undefined ? {} : { reference }),
    blocks: body.map((paragraph): LessonBlock => {
      const tex = FORMULA.exec(paragraph)?.[1];
      if (tex !== undefined) return { kind: 'formula', tex };
      return { kind: 'text', runs: runsOf(paragraph.replace(/\s+/g, ' '), nodes) };
    }),
  };
}

function runsOf(paragraph: string, nodes: readonly NamedNode[]): LessonRun[] {
  const runs: LessonRun[] = [];
  let at = 0;
  for (const { text, face } of inlineRuns(paragraph)) {
    for (const part of linked(text, nodes)) {
      runs.push({ at, face, ...part });
      at += part.text.length;
    }
  }
  return runs;
}

type Part = Pick<LessonRun, 'text' | 'node'>;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The longest label first: `Encoder cell` is not `Encoder`. */
function linked(text: string, nodes: readonly NamedNode[]): Part[] {
  const labels = [...nodes].sort((a, b) => b.label.length - a.label.length).map(({ label }) => escaped(label));
  const names = labels.length > 0 ? `|(?<![\\p{L}\\p{N}])(?:${labels.join('|')})(?![\\p{L}\\p{N}])` : '';
  return text
    .split(new RegExp(`(${LINKS}${names})`, 'u'))
    .filter(Boolean)
    .map((part): Part => {
      const link = LINK.exec(part);
      if (link) return { text: link[1] as string, node: link[2] as string };
      const named = nodes.find(({ label }) => label === part);
      return named ? { text: part, node: named.id } : { text: part };
    });
}
