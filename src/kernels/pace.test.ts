// Work is done once and in order, in parts that follow the clock.
import { afterEach, expect, it, vi } from 'vitest';
import { Pace } from './pace';

afterEach(() => vi.restoreAllMocks());

/** Parts of `length` things, each of which takes `ms` by a clock of its own. */
function parts(pace: Pace, length: number, ms: number, rows = 1): number[] {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const done: number[] = [];
  let next = 0;
  const work = pace.over(length, (from, most) => {
    expect(from).toBe(next);
    const part = most - (most % rows) || most;
    now += part * ms;
    next += part;
    done.push(part);
    return part;
  });
  let turns = 0;
  while (!work.next().done) turns += 1;
  expect(next).toBe(length);
  // Other work follows the last part at once only if that was short.
  const last = (done.at(-1) ?? 0) * ms > 2 ? 1 : 0;
  expect(turns).toBe(Math.max(0, done.length - 1) + last);
  return done;
}

it('parts grow while they are short, and what fits in one is done in one', () => {
  const pace = new Pace(4);
  expect(parts(pace, 1, 0)).toEqual([1]);
  expect(parts(pace, 100, 0)).toEqual([4, 8, 16, 32, 40]);
  expect(parts(pace, 100, 0)).toEqual([100]);
});

it('a part that took long is followed by a shorter one, on any machine', () => {
  const pace = new Pace(64, 4);
  expect(parts(pace, 200, 1)).toEqual([64, 32, 16, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8]);
  for (const part of parts(pace, 1000, 0.3)) expect(part * 0.3).toBeLessThan(9.7);
  expect(parts(pace, 40, 1000)).toEqual([16, 8, 4, 4, 4, 4]);
});

it('parts of whole rows grow as well', () => {
  expect(parts(new Pace(4), 60, 0, 3)).toEqual([3, 6, 15, 30, 6]);
});

it('nothing is nothing', () => {
  expect(parts(new Pace(4), 0, 1)).toEqual([]);
});

it('says what fits into half of a turn once it has been seen', () => {
  vi.spyOn(performance, 'now').mockReturnValue(0);
  const pace = new Pace(8);
  expect([pace.fits(4), pace.fits(5)]).toEqual([true, false]);
  for (const _ of pace.over(100, (_from, most) => most));
  expect([pace.fits(60), pace.fits(10_000)]).toEqual([true, false]);
});
