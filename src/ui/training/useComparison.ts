// The curves of the systems that are compared, computed one after another and kept as long as the engine lives.
import { useEffect, useState } from 'react';
import type { EngineClient } from '../../worker/client';
import { useRun, useWorkbench } from '../workbench';
import { COMPARED, curveOfSystem, type RecallSystem } from './comparison';

type Curves = Readonly<Partial<Record<RecallSystem, readonly number[]>>>;

const computed = new WeakMap<EngineClient, Map<string, Promise<readonly number[]>>>();

/** Those that are not computed yet are missing. */
export function useComparison(): Curves {
  const { engine } = useWorkbench();
  const backend = useRun((state) => state.choice);
  const isReady = useRun((state) => state.phase !== 'starting');
  const [curves, setCurves] = useState<Curves>({});
  useEffect(() => {
    let left = false;
    const known = computed.get(engine) ?? new Map<string, Promise<readonly number[]>>();
    computed.set(engine, known);
    const all = async (): Promise<void> => {
      for (const { system } of COMPARED) {
        const key = `${backend} ${system}`;
        const curve = known.get(key) ?? curveOfSystem(engine, backend, system);
        known.set(key, curve);
        const norms = await curve;
        if (left) return;
        setCurves((before) => ({ ...before, [system]: norms }));
      }
    };
    if (isReady) void all();
    return () => {
      left = true;
    };
  }, [engine, backend, isReady]);
  return curves;
}
