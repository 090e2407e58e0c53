// Keeps the open document in IndexedDB, so that a reload or a killed browser loses nothing.
import { delMany, getMany, keys, setMany } from 'idb-keyval';
import { serializeGraph } from '../graph/serialize';
import type { DocumentStore } from './documentStore';

/** Milliseconds after an edit within which it is written. */
const WITHIN = 150;

/** Where a document is kept: the browser's own one, or one that came by a link and stays apart. */
export type Place = 'document' | `document-${string}`;

/** Documents that came by links and are kept, the newest. */
const MOST_APART = 20;
const APART = 'document-';

const revisionOf = (place: Place): string => place.replace('document', 'revision');

/** The stored document's text; undefined when there is none or the browser keeps nothing. */
export async function storedDocument(place: Place = 'document'): Promise<string | undefined> {
  try {
    const [text] = await getMany<string>([place]);
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Puts a document beside the others, in a place of its own; the oldest of them makes room. Undefined where nothing is kept. */
export async function keepApart(text: string): Promise<Place | undefined> {
  // Places are ordered by time as they are by name.
  const place: Place = `${APART}${Date.now().toString(36)}-${crypto.randomUUID().slice(0, 8)}`;
  try {
    await setMany([
      [place, text],
      [revisionOf(place), 0],
    ]);
    const all = (await keys<string>()).filter((key) => key.startsWith(APART)).sort() as Place[];
    await delMany(all.slice(0, -MOST_APART).flatMap((old) => [old, revisionOf(old)]));
    return place;
  } catch {
    return undefined;
  }
}

/** Writes document and revision in one transaction after every edit, and says how it went. Returns a function that stops. */
export function keepSaved(document: DocumentStore, place: Place = 'document'): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const write = async (): Promise<void> => {
    timer = undefined;
    const { graph, revision } = document.getState();
    try {
      await setMany([
        [place, serializeGraph(graph)],
        [revisionOf(place), revision],
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
