// A preset's description, short enough for a line: its first sentence, and the rest without formulas. Pure.

export interface Description {
  readonly first: string;
  /** Further sentences; the formula is not among them. */
  readonly rest: readonly string[];
  /** KaTeX of the formula, if there is one. */
  readonly formula?: string;
}

const FORMULA = /^\$\$([\s\S]*)\$\$$/;
const SENTENCE_END = /(?<=[.!?])\s/;

export function readDescription(text: string): Description {
  const paragraphs = text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
  const words = paragraphs.filter((paragraph) => !FORMULA.test(paragraph));
  const formula = paragraphs.map((paragraph) => FORMULA.exec(paragraph)?.[1]).find((found) => found !== undefined);
  const [lead = '', ...others] = words;
  const [first = '', ...sentences] = lead.split(SENTENCE_END);
  const rest = sentences.length > 0 ? [sentences.join(' '), ...others] : others;
  return { first, rest, ...(formula === undefined ? {} : { formula }) };
}

export interface Run {
  readonly text: string;
  readonly face: 'plain' | 'strong' | 'emphasis';
}

/** `**strong**` and `*emphasis*`; everything else is plain. */
export function inlineRuns(text: string): readonly Run[] {
  return text
    .split(/(\*\*[^*]+\*\*|\*[^*]+\*)/)
    .filter(Boolean)
    .map((part) => {
      if (/^\*\*[^*]+\*\*$/.test(part)) return { text: part.slice(2, -2), face: 'strong' };
      return /^\*[^*]+\*$/.test(part) ? { text: part.slice(1, -1), face: 'emphasis' } : { text: part, face: 'plain' };
    });
}
