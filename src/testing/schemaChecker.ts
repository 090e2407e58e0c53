// Checks a text by the JSON Schema of a graph file as the code editor does, with the editor's own language service. Tests only.
import { JSONWorker } from 'monaco-editor/languages/features/json/jsonWorker';

const URI = 'inmemory://graph.json';

export interface Mark {
  readonly message: string;
  /** From 0. */
  readonly line: number;
}

/** What is wrong with a text by a schema, as an editor would mark it; nothing if it is fine. */
export function schemaChecker(schema: object): (text: string) => Promise<readonly Mark[]> {
  let [text, version] = ['', 0];
  const model = {
    uri: { toString: () => URI },
    get version() {
      return version;
    },
    getValue: () => text,
  };
  const worker = new JSONWorker(
    { getMirrorModels: () => [model] },
    {
      languageId: 'json',
      languageSettings: {
        validate: true,
        schemas: [{ uri: 'inmemory://graph.schema.json', fileMatch: ['*'], schema }],
        schemaValidation: 'error',
      },
    },
  );
  return async (next) => {
    [text, version] = [next, version + 1];
    const found = await worker.doValidation(URI);
    return found.map(({ message, range }) => ({ message, line: range.start.line }));
  };
}
