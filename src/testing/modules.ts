// Reads one source file: what it imports and which names it takes from its surroundings. Knows no rule. Tests only.
import { posix } from 'node:path';
import { parseSync } from 'vite';

export interface Module {
  /** Module specifiers as written, types and dynamic imports included. */
  readonly imports: readonly string[];
  /** Names used but bound nowhere in the file, such as `document`; properties are not names. */
  readonly globals: ReadonlySet<string>;
}

interface Syntax {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isSyntax = (value: unknown): value is Syntax => typeof value === 'object' && value !== null && 'type' in value;

/** Fields that hold a name which is no reference, by the kind of syntax. */
const MERE_NAMES: Readonly<Record<string, string>> = {
  MemberExpression: 'property',
  Property: 'key',
  MethodDefinition: 'key',
  PropertyDefinition: 'key',
  TSPropertySignature: 'key',
  TSMethodSignature: 'key',
  TSQualifiedName: 'right',
  ImportSpecifier: 'imported',
  ExportSpecifier: 'exported',
  TSNamedTupleMember: 'label',
  TSEnumMember: 'id',
};

/** Fields in which a name is bound: declarations, parameters, imports. */
const BINDING_FIELDS = new Set(['id', 'params', 'param', 'local', 'name']);

function childrenOf(node: Syntax): [string, Syntax][] {
  const mere = node.computed === true ? undefined : MERE_NAMES[node.type];
  return Object.entries(node).flatMap(([field, value]) => {
    if (field === mere) return [];
    return (Array.isArray(value) ? value : [value]).filter(isSyntax).map((child): [string, Syntax] => [field, child]);
  });
}

/** Splits the names of a file into those it binds anywhere and those it refers to. */
function collect(node: Syntax, binding: boolean, bound: Set<string>, used: Set<string>): void {
  if (node.type === 'Identifier') (binding ? bound : used).add(String(node.name));
  for (const [field, child] of childrenOf(node)) {
    // A type or a default value inside a declaration refers to names; the patterns around it bind them.
    const refers = field === 'typeAnnotation' || field === 'right' || field === 'init' || field === 'typeName';
    const binds = BINDING_FIELDS.has(field) && node.type !== 'ExportSpecifier';
    collect(child, !refers && (binds || (binding && isPattern(node))), bound, used);
  }
}

const isPattern = ({ type }: Syntax): boolean =>
  /Pattern$|^(RestElement|Property|TSParameterProperty|TSTypeParameter)$/.test(type);

/** Imports that are no statement: types in place, and workers, which are written as addresses. */
const IN_PLACE = [/\bimport\(\s*['"]([^'"]+)['"]/g, /\bnew URL\(\s*['"](\.[^'"]+)['"]\s*,\s*import\.meta\.url/g];

/**
 * @param path names the file; its ending chooses the syntax
 * @throws when the source does not parse
 */
export function readModule(path: string, source: string): Module {
  const { program, module, errors } = parseSync(path, source);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  const [bound, used] = [new Set<string>(), new Set<string>()];
  collect(program as unknown as Syntax, false, bound, used);
  const written = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest?.value ?? '')),
    ...IN_PLACE.flatMap((pattern) => [...source.matchAll(pattern)].map(([, specifier]) => String(specifier))),
  ];
  return {
    imports: [...new Set(written.filter(Boolean))],
    globals: new Set([...used].filter((name) => !bound.has(name))),
  };
}

/** The file that a relative import means, or undefined if it is none of these files. */
export function resolveImport(from: string, specifier: string, files: ReadonlySet<string>): string | undefined {
  const path = posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''));
  return [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`, `${path}/index.tsx`].find((file) => files.has(file));
}
