// Parts of the page that are files of their own and come when they are needed: what a first visit shows waits for none of them.
import { type ComponentType, lazy, memo, Suspense, useEffect, useState } from 'react';
import { useDocument } from './workbench';

export type Later<P extends object> = ComponentType<P> & {
  /** Begins to fetch it. What cannot be fetched is said where it is missing. */
  readonly fetch: () => Promise<void>;
};

/** `Before`, or nothing, is drawn while it comes; where it was fetched before, it is drawn at once. What is around it renders without it. */
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
  return Object.assign(memo(Part) as unknown as ComponentType<P>, { fetch });
}

const SIGNS = ['pointermove', 'pointerdown', 'keydown'] as const;
/** ms after the first paint, in browsers that do not tell when they rest. */
const REST = 500;

/** Runs it once the page has nothing better to do; returns what calls it off. */
function whenIdle(then: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(then, REST);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(then);
  return () => cancelIdleCallback(idle);
}

/** Whether the graph has nodes or a visitor gave a sign. What shows nodes is fetched by then, or before, while the page rests: no click waits for it. */
export function useWithNodes(parts: readonly Pick<Later<never>, 'fetch'>[]): boolean {
  const has = useDocument(({ graph }) => graph.nodes.length > 0);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const waiting = new AbortController();
    const fetchAll = (): void => {
      for (const { fetch } of parts) void fetch();
    };
    const begin = (): void => {
      waiting.abort();
      fetchAll();
      setSeen(true);
    };
    if (has) begin();
    else for (const sign of SIGNS) window.addEventListener(sign, begin, { signal: waiting.signal });
    const callOff = whenIdle(fetchAll);
    return () => {
      waiting.abort();
      callOff();
    };
  }, [has, parts]);
  return has || seen;
}
