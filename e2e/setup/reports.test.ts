// Adding up reports: no failure gets lost, and silence is a failure.
import { describe, expect, it } from 'vitest';
import { countChecks, countOf, countPlaywright, countVitest, line, total } from './reports.mjs';

const vitest = (passed: number, failed: number, broken = 0) =>
  JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [
      { status: failed ? 'failed' : 'passed', assertionResults: failed ? [{ status: 'failed' }] : [] },
      ...Array.from({ length: broken }, () => ({ status: 'failed', assertionResults: [] })),
    ],
  });
const playwright = (stats: object, errors: object[] = []) =>
  JSON.stringify({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats }, errors });
const outcome = { name: 'unit', exitCode: 0, count: countVitest };

describe('counting one runner', () => {
  it('reads what passed and failed', () => {
    expect(countOf({ ...outcome, report: vitest(7, 0) })).toEqual({ passed: 7, failed: 0, skipped: 0 });
    expect(countOf({ ...outcome, exitCode: 1, report: vitest(7, 2) })).toEqual({ passed: 7, failed: 2, skipped: 0 });
  });

  it('counts a test file that could not be loaded', () => {
    expect(countOf({ ...outcome, exitCode: 1, report: vitest(7, 1, 2) }).failed).toBe(3);
  });

  it('counts flaky tests and errors outside tests as failed', () => {
    const report = playwright({ expected: 3, flaky: 1, skipped: 2 }, [{}]);
    expect(countOf({ ...outcome, count: countPlaywright, report })).toEqual({ passed: 3, failed: 2, skipped: 2 });
  });

  it.each([
    ['has no report', undefined],
    ['has an empty report', ''],
    ['has a cut report', vitest(7, 0).slice(0, 20)],
    ['has a report of something else', '{}'],
    ['ran nothing', vitest(0, 0)],
  ])('fails a runner that %s', (_, report) => {
    expect(countOf({ ...outcome, report })).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('fails a runner that exits with an error or is killed after a report without failures', () => {
    expect(countOf({ ...outcome, exitCode: 1, report: vitest(7, 0) })).toEqual({ passed: 7, failed: 1, skipped: 0 });
    expect(countOf({ ...outcome, exitCode: null, report: vitest(7, 0) }).failed).toBe(1);
  });

  it('fails a runner that only skipped', () => {
    expect(countOf({ ...outcome, count: countPlaywright, report: playwright({ skipped: 4 }) }).failed).toBe(1);
  });

  it('counts a check', () => {
    const report = JSON.stringify({ passed: 1, failed: 0 });
    expect(countOf({ ...outcome, count: countChecks, report })).toEqual({ passed: 1, failed: 0, skipped: 0 });
  });
});

describe('the last line', () => {
  it('is the sum over the runners', () => {
    const counts = [
      { passed: 2, failed: 0, skipped: 0 },
      { passed: 3, failed: 1, skipped: 0 },
    ];
    expect(line(total(counts))).toBe('5 passed, 1 failed');
    expect(line(total([...counts, { passed: 0, failed: 0, skipped: 2 }]))).toBe('5 passed, 1 failed, 2 skipped');
  });
});
