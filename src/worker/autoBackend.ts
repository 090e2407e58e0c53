// The backend of every graph when nobody forces one: figures measured in the background, remembered for this device.
import { get, set } from 'idb-keyval';
import { type Choice, chooseByFigures, workOf } from '../execution/backendChoice';
import { type Calibration, measureBackend } from '../execution/calibrate';
import type { Checked } from '../execution/checked';
import type { AvailableBackend, DeviceBackend } from '../kernels/available';
import type { Backend } from '../kernels/kernel';
import { loadKernels } from '../kernels/lateDevices';

/** Changes when kernels change so much that old figures mislead. */
const VERSION = 4;

/** In the order in which they are taken before anything is measured. */
const ORDER: readonly DeviceBackend[] = ['wasm', 'cpu', 'webasm', 'webgl2'];

function noteOf(webgl2: AvailableBackend | undefined): string {
  if (!webgl2) return ' WebGL2 is not available here.';
  return webgl2.software ? ' WebGL2 here is a software renderer, which takes the same processor.' : '';
}

export class AutoBackend {
  private readonly candidates: readonly DeviceBackend[];
  private readonly key: string;
  private calibration: Calibration = {};
  /** What runs, or would run. */
  now: Backend;
  /** What people should know about WebGL2 here. */
  private readonly note: string;

  /** A software renderer runs on the processor that the others use better: it is no candidate. */
  constructor(available: readonly AvailableBackend[]) {
    const usable = available.filter(({ software }) => !software).map(({ backend }) => backend);
    this.candidates = ORDER.filter((backend) => usable.includes(backend));
    this.now = this.candidates[0] ?? 'cpu';
    const webgl2 = available.find(({ backend }) => backend === 'webgl2');
    this.note = noteOf(webgl2);
    const renderer = webgl2?.renderer ?? 'no webgl2';
    this.key = `calibration ${VERSION} ${navigator.hardwareConcurrency} ${renderer} ${navigator.userAgent}`;
  }

  choose(checked: Checked): Choice {
    const choice = chooseByFigures(workOf(checked), this.calibration, this.candidates, this.now);
    this.now = choice.backend;
    return { backend: choice.backend, reason: `${choice.reason}${this.note}` };
  }

  /** Figures of an earlier visit, if there are any. A browser that stores nothing measures again. */
  async remember(): Promise<boolean> {
    const stored = await get<Calibration>(this.key).catch(() => undefined);
    if (stored) this.calibration = stored;
    return stored !== undefined;
  }

  /** One backend after the other; `pause` lets requests in between. A backend that fails is no candidate. */
  async measure(pause: () => Promise<void>): Promise<void> {
    const found: Calibration = {};
    for (const backend of this.candidates) {
      await pause();
      try {
        const kernels = await loadKernels(backend);
        found[backend] = await measureBackend(kernels).finally(() => kernels.dispose());
      } catch {
        // It has no figures then, and is not taken.
      }
    }
    this.calibration = found;
    await set(this.key, found).catch(() => {});
  }
}
