// How often tests repeat what they repeat: the stated counts with `npm run test:full`, fewer with `npm test`. Tests only.

// Vitest hands the setting to browsers through `import.meta.env`; Playwright and Node read it from the environment.
const setting = import.meta.env?.TEST_COUNTS ?? process.env.TEST_COUNTS;
const pick = (stated: number, reduced: number): number => (setting === 'full' ? stated : reduced);

/** Random cases per property. */
export const PROPERTY_RUNS = pick(1000, 100);
/** Times that a browser is killed while saving. */
export const KILLS = pick(20, 2);
/** Random documents that are saved and read back. */
export const DOCUMENTS = pick(10_000, 200);
/** Random graphs that are exported and run elsewhere. */
export const EXPORTED_GRAPHS = pick(200, 25);
/** Random shapes for each tuned kernel, in a real browser. */
export const TUNED_RUNS = pick(300, 15);
/** Seeds that the whole recipe of a preset is trained with. */
export const SEEDS: readonly number[] = setting === 'full' ? [1, 2, 3] : [1];
/** Presets, beside Bahdanau's, that are trained from scratch. */
export const RECIPES = pick(Number.POSITIVE_INFINITY, 1);
/** Steps of training over which memory may not grow. */
export const TRAINING_STEPS = pick(1000, 200);
