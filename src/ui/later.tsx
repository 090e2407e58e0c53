// Parts of the page that are files of their own and come when they are needed: a first visit fetches none of them.
import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react';
import { useDocument } from './workbench';

export type Later<P extends object> = ComponentType<P> & {
  /** Begins to fetch it. What cannot be fetched is said where it is missing. */
  readonly fetch: () => Promise<void>;
};

/** `Before`, or nothing, is drawn while it comes; where it was fetched before, it is drawn at once. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>, Before?: ComponentType): Later<P> {
  let here: ComponentType<P> | undefined;
  const get = async () => {
    here = await load();
    return { default: here };
  };
  const Coming = lazy(get) as ComponentType<P>;
  function Part(props: P) {
    const [Shown] = useState<ComponentType<P>>(() => here ?? Coming);
    return (
      <Suspense fallback={Before ? <Before /> : null}>
        <Shown {...props} />
      </Suspense>
    );
  }
  const fetch = async (): Promise<void> => {
    await Promise.allSettled([get()]);
  };
  return Object.assign(Part, { fetch });
}

const SIGNS = ['pointermove', 'pointerdown', 'keydown'] as const;

/** Whether the graph has nodes or a visitor gave a sign. What shows nodes is fetched then, so that no click waits for it. */
export function useWithNodes(parts: readonly Pick<Later<never>, 'fetch'>[]): boolean {
  const has = useDocument(({ graph }) => graph.nodes.length > 0);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const waiting = new AbortController();
    const fetchAll = (): void => {
      waiting.abort();
      for (const { fetch } of parts) void fetch();
      setSeen(true);
    };
    if (has) fetchAll();
    else for (const sign of SIGNS) window.addEventListener(sign, fetchAll, { signal: waiting.signal });
    return () => waiting.abort();
  }, [has, parts]);
  return has || seen;
}
