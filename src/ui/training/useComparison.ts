// The curves of the systems that are compared, computed one after another and kept as long as the engine lives.
import { useEffect, useState } from 'react';
import type { EngineClient } from '../../worker/client';
import type { BackendChoice } from '../../worker/messages';
import { presets } from '../presets/presetIndex';
import { readPreset } from '../shell/opening';
import { useRun, useWorkbench } from '../workbench';
import { atTheStart, COMPARED, type Curve, lossCurve } from './comparison';

const computed = new WeakMap<EngineClient, Map<string, Promise<Curve>>>();

async function curveOfPreset(engine: EngineClient, backend: BackendChoice, name: string): Promise<Curve> {
  const entry = presets.find((preset) => preset.name === name);
  if (!entry) return { norms: [], failure: 'There is no such preset.' };
  const parsed = await readPreset(entry);
  if ('problem' in parsed) return { norms: [], failure: parsed.problem.message };
  return lossCurve(engine, backend, atTheStart(parsed.graph));
}

function remembered(engine: EngineClient, backend: BackendChoice, name: string): Promise<Curve> {
  const known = computed.get(engine) ?? new Map<string, Promise<Curve>>();
  computed.set(engine, known);
  const key = `${backend} ${name}`;
  const curve = known.get(key) ?? curveOfPreset(engine, backend, name);
  known.set(key, curve);
  return curve;
}

/** By the name of the preset; those that are not computed yet are missing. */
export function useComparison(): Readonly<Record<string, Curve>> {
  const { engine } = useWorkbench();
  const backend = useRun((state) => state.choice);
  const isReady = useRun((state) => state.phase !== 'starting');
  const [curves, setCurves] = useState<Readonly<Record<string, Curve>>>({});
  useEffect(() => {
    let left = false;
    const all = async (): Promise<void> => {
      for (const { preset } of COMPARED) {
        const curve = await remembered(engine, backend, preset);
        if (left) return;
        setCurves((before) => ({ ...before, [preset]: curve }));
      }
    };
    if (isReady) void all();
    return () => {
      left = true;
    };
  }, [engine, backend, isReady]);
  return curves;
}
