// Adds up what the test runners wrote. A runner that failed, crashed or ran nothing never adds up to a pass.

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/** @typedef {(report: any) => Count} Counter reads one runner's report; throws or gives NaN on anything else */
/** @typedef {{ name: string, exitCode: number | null, report: string | undefined, count: Counter }} Outcome */

/** @type {Counter} our own checks: formatting, lint, types, bundle size */
export const countChecks = ({ passed, failed }) => ({ passed, failed, skipped: 0 });

/** @type {Counter} a file that could not be loaded has failed without a failed test */
export const countVitest = (report) => ({
  passed: report.numPassedTests,
  failed:
    report.numFailedTests +
    report.testResults.filter(
      (/** @type {any} */ file) =>
        file.status === 'failed' && !file.assertionResults.some((/** @type {any} */ test) => test.status === 'failed'),
    ).length,
  skipped: report.numPendingTests + report.numTodoTests,
});

/** @type {Counter} a test that passes only sometimes counts as failed */
export const countPlaywright = ({ stats, errors }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky + errors.length,
  skipped: stats.skipped,
});

/** @param {Outcome} outcome @returns {Count} */
function read({ report, count }) {
  try {
    const { passed, failed, skipped } = count(JSON.parse(report ?? ''));
    if ([passed, failed, skipped].every(Number.isInteger)) return { passed, failed, skipped };
  } catch {
    // No report, or not one: the runner crashed, which the next line says.
  }
  return { passed: 0, failed: 0, skipped: 0 };
}

/**
 * A runner that exits with an error, or reports nothing that ran, has failed at least once whatever its report says.
 * @param {Outcome} outcome
 * @returns {Count}
 */
export function countOf(outcome) {
  const counted = read(outcome);
  const ran = counted.passed + counted.failed > 0;
  return outcome.exitCode === 0 && ran ? counted : { ...counted, failed: Math.max(counted.failed, 1) };
}

/** @param {Count[]} counts @returns {Count} */
export function total(counts) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of counts) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  return sum;
}

/** @param {Count} count */
export const line = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
