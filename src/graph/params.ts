// Reads params by what their node type declares. Types that no release knows keep theirs as they are.
import type { AnyParams } from '../nodes/node';
import { nodeType } from '../nodes/registry';
import { limits } from './limits';
import { type Numbers, shortestNumbers } from './numbers';
import { paramSchema } from './paramSchema';
import { GraphError, type PathPart } from './problem';

/** Throws GraphError about the first param that does not fit. */
export function readParams(type: string, params: AnyParams, path: readonly PathPart[]): AnyParams {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, readParam(type, name, value, [...path, name])]),
  );
}

/** One param as it is kept in a graph. */
export function readParam(type: string, name: string, value: unknown, path: readonly PathPart[]): unknown {
  if (typeof value === 'string') checkText(value, path);
  const known = nodeType(type);
  if (!known) return value;
  const param = Object.hasOwn(known.params, name) ? known.params[name] : undefined;
  if (!param) {
    const names = Object.keys(known.params);
    const has = names.length === 0 ? 'has none' : `has ${names.join(', ')}`;
    throw new GraphError('unknown-key', path, `is no param of ${known.title}, which ${has}`);
  }
  const read = paramSchema(param).read(value, path);
  return param.control === 'values' ? shortestNumbers(read as Numbers) : read;
}

function checkText(text: string, path: readonly PathPart[]): void {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes <= limits.textBytes) return;
  throw new GraphError('over-limit', path, `takes ${bytes} bytes, and ${limits.textBytes} are the most for a text`);
}
