// Keeps the open document in IndexedDB, so that a reload or a killed browser loses nothing.
import { getMany, setMany } from 'idb-keyval';
import { serializeGraph } from '../graph/serialize';
import type { DocumentStore } from './documentStore';

/** Milliseconds after an edit within which it is written. */
const WITHIN = 150;

const KEYS = { document: 'document', revision: 'revision' } as const;

/** The stored document's text; undefined when there is none or the browser keeps nothing. */
export async function storedDocument(): Promise<string | undefined> {
  try {
    const [text] = await getMany<string>([KEYS.document]);
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Writes document and revision in one transaction after every edit, and says how it went. Returns a function that stops. */
export function keepSaved(document: DocumentStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const write = async (): Promise<void> => {
    timer = undefined;
    const { graph, revision } = document.getState();
    try {
      await setMany([
        [KEYS.document, serializeGraph(graph)],
        [KEYS.revision, revision],
      ]);
      if (document.getState().revision === revision) document.getState().setSave('saved');
    } catch {
      document.getState().setSave('failed');
    }
  };

  return document.subscribe((now, before) => {
    if (now.graph === before.graph) return;
    if (now.save !== 'saving') now.setSave('saving');
    if (timer === undefined) timer = setTimeout(write, WITHIN);
  });
}
