// Parts of the page that are files of their own and come when they are needed: a first visit fetches none of them.
import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react';
import { useDocument } from './workbench';

export type Later<P extends object> = ComponentType<P> & {
  /** Begins to fetch it. What cannot be fetched is said where it is missing. */
  readonly fetch: () => Promise<void>;
};

/** Nothing is drawn while it comes; where it was fetched before, it is drawn at once. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  let here: ComponentType<P> | undefined;
  const get = async () => {
    here = await load();
    return { default: here };
  };
  const Coming = lazy(get) as ComponentType<P>;
  function Part(props: P) {
    const [Shown] = useState<ComponentType<P>>(() => here ?? Coming);
    return (
      <Suspense fallback={null}>
        <Shown {...props} />
      </Suspense>
    );
  }
  const fetch = async (): Promise<void> => {
    await Promise.allSettled([get()]);
  };
  return Object.assign(Part, { fetch });
}

/** Whether the graph has nodes; from then on the parts that show nodes are fetched, so that no click waits for them. */
export function useWithNodes(parts: readonly Pick<Later<never>, 'fetch'>[]): boolean {
  const has = useDocument(({ graph }) => graph.nodes.length > 0);
  useEffect(() => {
    if (has) for (const { fetch } of parts) void fetch();
  }, [has, parts]);
  return has;
}
