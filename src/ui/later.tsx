// Parts of the page that are files of their own and come when they are needed: what a first visit shows waits for none of them.
import {
  type ComponentType,
  memo,
  type ReactNode,
  Suspense,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { LaterSource } from './laterSource';
import { Missing, WhereMissing } from './Missing';
import { useDocument } from './workbench';

export type Later<P extends object> = ComponentType<P> & {
  /** Fetches it; says whether it is here. What cannot be fetched is said where it is missing. */
  readonly fetch: () => Promise<boolean>;
};

interface LaterOptions<P> {
  /** Drawn while it comes; nothing if absent. */
  readonly Before?: ComponentType<P>;
  /** Drawn where it could not be fetched: a sentence and a button if absent. */
  readonly missing?: (again: () => void, props: P) => ReactNode;
}

/** `name` is how the part begins a sentence: `The formula`. Where it was fetched before, it is drawn at once. What is around it renders without it. */
export function later<P extends object>(
  name: string,
  load: () => Promise<ComponentType<P>>,
  { Before, missing = (again) => <Missing name={name} onAgain={again} /> }: LaterOptions<P> = {},
): Later<P> {
  const source = new LaterSource(load);
  function Part(props: P) {
    const attempt = useSyncExternalStore(source.subscribe, () => source.attempt);
    // biome-ignore lint/correctness/useExhaustiveDependencies: what has begun to come stays the same component once it is here.
    const Shown = useMemo(() => source.component, [attempt]);
    return (
      <WhereMissing key={attempt} instead={() => missing(source.again, props)}>
        <Suspense fallback={Before ? <Before {...props} /> : null}>
          <Shown {...props} />
        </Suspense>
      </WhereMissing>
    );
  }
  return Object.assign(memo(Part) as unknown as ComponentType<P>, { fetch: source.fetch });
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
export function useWithNodes(parts: readonly { readonly fetch: () => Promise<unknown> }[]): boolean {
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
