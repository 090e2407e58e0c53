// The figures of training as lines for people: steps a second, and how many times those of TensorFlow.js at its best. Pure.

/** @typedef {{ engine: string, backend: string, step_ms: number, steps: number, first_loss: number }} Training */

/** @param {readonly Training[]} timings */
export function trainingLines(timings) {
  const best = Math.min(...timings.filter(({ engine }) => engine === 'tfjs').map(({ step_ms }) => step_ms));
  return timings.map(({ engine, backend, step_ms: ms, steps }) => {
    const ratio = engine !== 'tfjs' && Number.isFinite(best) ? `, ${(best / ms).toFixed(1)} times TensorFlow.js` : '';
    return `training step of Bahdanau, batch 32, ${engine} on ${backend}: ${ms.toFixed(2)} ms of ${steps}, ${(1000 / ms).toFixed(0)} a second${ratio}`;
  });
}
