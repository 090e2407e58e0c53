// The code editor, ready for graphs: its workers, the languages it shows, and the schema that it completes and checks by. Loaded with the panel.
import 'monaco-editor/features/register.all';
import 'monaco-editor/languages/definitions/python/register';
import * as monaco from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import JsonWorker from 'monaco-editor/language/json/json.worker?worker';
import { jsonDefaults } from 'monaco-editor/languages/features/json/register';

export { monaco };

// The editor asks here for its workers: there is no other way to hand them over.
self.MonacoEnvironment = { getWorker: (_id, label) => (label === 'json' ? new JsonWorker() : new EditorWorker()) };

jsonDefaults.setModeConfiguration({
  completionItems: true,
  hovers: true,
  documentSymbols: true,
  tokens: true,
  foldingRanges: true,
  diagnostics: true,
  selectionRanges: true,
  documentFormattingEdits: true,
  documentRangeFormattingEdits: true,
});

/** Completes, explains and checks graphs by the schema that is published beside the page. Says whether it came. */
export async function loadGraphSchema(): Promise<boolean> {
  try {
    const response = await fetch(new URL('graph.schema.json', document.baseURI));
    if (!response.ok) return false;
    const schema: unknown = await response.json();
    jsonDefaults.setDiagnosticsOptions({
      validate: true,
      allowComments: false,
      enableSchemaRequest: false,
      schemaValidation: 'error',
      schemas: [{ uri: 'inmemory://graph.schema.json', fileMatch: ['*'], schema }],
    });
    return true;
  } catch {
    return false;
  }
}
