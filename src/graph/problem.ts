// What a file or an edit is refused with: one sentence and the place it is about.

export type ProblemCode =
  | 'too-large'
  | 'not-text'
  | 'not-json'
  | 'too-deep'
  | 'duplicate-key'
  | 'unsafe-key'
  | 'not-finite'
  | 'foreign-file'
  | 'newer-version'
  | 'unknown-key'
  | 'wrong-value'
  | 'over-limit'
  | 'duplicate-id'
  | 'missing-node'
  | 'missing-port'
  | 'taken-port'
  | 'wrong-parent';

/** `nodes[2].params.features` + `must be a number, but is "two"`. */
export interface FileProblem {
  /** Inside the file; empty when it is about the whole of it. */
  readonly path: string;
  readonly message: string;
  readonly code: ProblemCode;
}

export type PathPart = string | number;

/** Thrown inside `graph/` and by its edits; reading a file turns it into a FileProblem. */
export class GraphError extends Error {
  readonly path: string;
  constructor(
    readonly code: ProblemCode,
    path: readonly PathPart[] | string,
    message: string,
  ) {
    super(message);
    this.name = 'GraphError';
    this.path = typeof path === 'string' ? path : showPath(path);
  }

  get problem(): FileProblem {
    return { path: this.path, message: this.message, code: this.code };
  }
}

/** `nodes[2].params.features`; keys that are no plain words stand in brackets: `weights["query.weight"]`. */
export function showPath(parts: readonly PathPart[]): string {
  const text = parts.map((part) => {
    if (typeof part === 'number') return `[${part}]`;
    return /^[A-Za-z_][\w-]*$/.test(part) ? `.${part}` : `[${quote(part)}]`;
  });
  return text.join('').replace(/^\./, '');
}

export const showProblem = ({ path, message }: FileProblem): string => (path === '' ? message : `${path}: ${message}`);

const LONGEST = 60;

/** Text from outside, cut to a readable length. */
export const quote = (text: string): string =>
  JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
