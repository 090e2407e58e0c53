// Brings documents that older releases wrote into today's shape. Sees parsed JSON that nothing has validated yet.
import { nodeType } from '../nodes/registry';

export type Document = Readonly<Record<string, unknown>>;

/** Looks at what is there rather than at a version, and changes nothing the second time, so that any file may pass through all. */
export interface Migration {
  readonly name: string;
  migrate(document: Document): Document;
}

const isObject = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `lookUp` finds a node type by its id or by one it had before. */
export const renamedNodeTypes = (lookUp: (id: string) => { readonly id: string } | undefined): Migration => ({
  name: 'node types under their old ids',
  migrate(document) {
    if (!Array.isArray(document.nodes)) return document;
    const nodes = document.nodes.map((node: unknown) => {
      const today = isObject(node) && typeof node.type === 'string' ? lookUp(node.type)?.id : undefined;
      return isObject(node) && today !== undefined ? { ...node, type: today } : node;
    });
    return { ...document, nodes };
  },
});

/** In the order in which the changes they follow were made. */
export const migrations: readonly Migration[] = [renamedNodeTypes(nodeType)];

export const migrate = (document: Document, list: readonly Migration[] = migrations): Document =>
  list.reduce((older, migration) => migration.migrate(older), document);
