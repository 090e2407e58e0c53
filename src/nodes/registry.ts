// Finds every node type: one file `<category>/<id>.ts` each, nothing to register.
import type { NodeType } from './node';

const modules = import.meta.glob<Record<string, unknown>>(['./*/*.ts', '!./*/*.test.ts'], { eager: true });

const isNodeType = (value: unknown): value is NodeType =>
  typeof value === 'object' && value !== null && 'id' in value && 'body' in value;

const types = Object.values(modules).flatMap((module) => Object.values(module).filter(isNodeType));

/** Every node type, in the order of their files. */
export const nodeTypes: readonly NodeType[] = types;

const byId = new Map(types.flatMap((type) => [type.id, ...(type.renamedFrom ?? [])].map((id) => [id, type] as const)));

/** The node type of an id, or of the id it had in an older version; undefined when no release knows it. */
export const nodeType = (id: string): NodeType | undefined => byId.get(id);
