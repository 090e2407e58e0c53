// What the address asks for: the browser's own document, one that is kept apart, or a graph in a link, which gets a place of its own.
import type { FileProblem } from '../../graph/problem';
import { serializeGraph } from '../../graph/serialize';
import { keepApart, type Place } from '../../store/persistence';

/** `#graph=...`: a link to a graph. `#own=...`: the place of a document that came by one. */
const LINK = '#graph=';
const OWN = '#own=';

export interface Arrival {
  readonly place: Place;
  /** The document came by a link: now, or before a reload. */
  readonly apart?: 'now' | 'before';
  /** Why the link of the address could not be opened. */
  readonly refused?: FileProblem;
}

/** Never throws, and leaves the browser's own document alone. */
export async function arrive(): Promise<Arrival> {
  const { hash } = location;
  if (hash.startsWith(LINK)) return await fromLink(hash);
  if (hash.startsWith(OWN)) return { place: `document-${hash.slice(OWN.length)}`, apart: 'before' };
  return { place: 'document' };
}

async function fromLink(hash: string): Promise<Arrival> {
  const { readShareFragment } = await import('../../exporters/shareLink');
  const parsed = await readShareFragment(hash);
  const refused = (problem: FileProblem): Arrival => {
    history.replaceState(null, '', location.pathname + location.search);
    return { place: 'document', refused: problem };
  };
  if ('problem' in parsed) return refused(parsed.problem);
  const place = await keepApart(serializeGraph(parsed.graph));
  if (!place) {
    const message = 'this browser keeps nothing, so the graph would take the place of yours: allow storage and reload';
    return refused({ code: 'not-text', path: '', message });
  }
  history.replaceState(null, '', OWN + place.slice('document-'.length));
  return { place, apart: 'now' };
}

/** A link that is put into the address of an open page opens as it would in a new one. */
export function followLinks(): () => void {
  const stopping = new AbortController();
  const onChange = (): void => {
    if (location.hash.startsWith(LINK) || location.hash.startsWith(OWN)) location.reload();
  };
  window.addEventListener('hashchange', onChange, { signal: stopping.signal });
  return () => stopping.abort();
}

/** Back to the browser's own document. */
export const goToOwnGraph = (): void => location.assign(location.pathname + location.search);
