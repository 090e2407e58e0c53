// Says in words what a schema found wrong with a value.
import * as z from 'zod/mini';
import { GraphError, type PathPart, type ProblemCode, quote } from './problem';

// Schemas would be compiled otherwise, which the security policy of the page forbids.
z.config({ jitless: true });

type Issue = z.core.$ZodIssue;

const EXPECTED: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** A value as it reads inside a sentence. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

/** Reads `value` by a schema into new objects. Throws GraphError about the first thing that is wrong. */
export function readAs<T extends z.ZodMiniType>(
  schema: T,
  value: unknown,
  path: readonly PathPart[] = [],
): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0] as Issue;
  throw errorOf(issue, value, path);
}

function errorOf(issue: Issue, value: unknown, path: readonly PathPart[]): GraphError {
  const deeper = issue.code === 'invalid_union' ? deepest(issue) : undefined;
  const own = issue.path as PathPart[];
  const found = own.reduce<unknown>((at, part) => (at as Record<PathPart, unknown> | undefined)?.[part], value);
  if (deeper) return errorOf(deeper, found, [...path, ...own]);
  if (issue.code === 'unrecognized_keys') {
    return new GraphError('unknown-key', [...path, ...own, issue.keys[0] as string], 'is not known here: remove it');
  }
  return new GraphError(codeOf(issue), [...path, ...own], sentence(issue, found));
}

/** The branch of a union that got furthest; none when every branch fails at the value itself. */
function deepest(issue: Extract<Issue, { code: 'invalid_union' }>): Issue | undefined {
  return issue.errors.map(([first]) => first as Issue | undefined).find((first) => first && first.path.length > 0);
}

const codeOf = ({ code }: Issue): ProblemCode => (code === 'too_big' ? 'over-limit' : 'wrong-value');

/** What a schema says by itself, in place of words of its own. */
const NO_WORDS = 'Invalid input';

function sentence(issue: Issue, value: unknown): string {
  if (value === undefined) return 'is missing';
  if (issue.code === 'too_big' && issue.inclusive !== false)
    return `${amount(issue, value)}, and ${issue.maximum} is the most`;
  if (issue.code === 'too_small' && issue.origin === 'array') {
    return `${amount(issue, value)}, and ${issue.minimum} is the least`;
  }
  return `${expectation(issue)}, but is ${describe(value)}`;
}

function amount({ origin }: Extract<Issue, { code: 'too_big' | 'too_small' }>, value: unknown): string {
  if (origin === 'string') return `has ${(value as string).length} characters`;
  return origin === 'array' ? `has ${(value as unknown[]).length} entries` : `is ${describe(value)}`;
}

/** What one branch of a union takes. */
const wanted = (issue: Issue): string => expectation(issue).replace(/^must be /, '');

function expectation(issue: Issue): string {
  if (issue.message !== NO_WORDS) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${EXPECTED[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values.map((option) => JSON.stringify(option)).join(' or ')}`;
    case 'too_big':
      return `must be less than ${issue.maximum}`;
    case 'too_small':
      return `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
    case 'invalid_union':
      return `must be ${[...new Set(issue.errors.flat().map(wanted))].join(' or ')}`;
    default:
      return 'cannot be used here';
  }
}
