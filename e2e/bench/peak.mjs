// The most that one core multiplies and adds in WebAssembly SIMD, in one instruction: twelve chains in registers, no memory. Knows no engine.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const CHAINS = 12;
const each = (/** @type {(k: number) => string} */ line) =>
  Array.from({ length: CHAINS }, (_, k) => line(k)).join('\n');

/** A multiplication and an addition of four numbers, for every chain. */
export const FLOPS_PER_ROUND = CHAINS * 4 * 2;

const SOURCE = `export function spin(rounds: i32): f32 {
  const x = f32x4.splat(0.999);
${each((k) => `  let s${k} = f32x4.splat(${k});`)}
  for (let i = 0; i < rounds; i++) {
${each((k) => `    s${k} = f32x4.relaxed_madd(s${k}, x, x);`)}
  }
${each((k) => `  s0 = f32x4.add(s0, s${k});`)}
  return f32x4.extract_lane(s0, 0);
}
`;

/** @returns {Promise<number[]>} the bytes of a module with `spin` */
export async function peakModule() {
  const folder = mkdtempSync(join(tmpdir(), 'peak-'));
  try {
    writeFileSync(join(folder, 'spin.ts'), SOURCE);
    const { error, stderr } = await asc.main([
      'spin.ts',
      '-O3',
      '--noAssert',
      '--enable',
      'simd,relaxed-simd',
      '--runtime',
      'stub',
      '--outFile',
      'spin.wasm',
      '--baseDir',
      folder,
    ]);
    if (error) throw new Error(`${error.message}\n${stderr}`);
    return [...readFileSync(join(folder, 'spin.wasm'))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
