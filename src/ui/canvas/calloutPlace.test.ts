// Messages stand beside their node, inside the canvas, and never on it while there is room elsewhere.
import { describe, expect, it } from 'vitest';
import { calloutPlace } from './calloutPlace';

const canvas = { width: 900, height: 500 };
const callout = { width: 420, height: 150 };

describe('calloutPlace', () => {
  it('is below the node when there is room', () => {
    const place = calloutPlace({ x: 100, y: 50, width: 120, height: 200 }, callout, canvas);
    expect(place).toMatchObject({ x: 100, y: 282 });
    expect(place.leader).toEqual([
      { x: 160, y: 250 },
      { x: 160, y: 282 },
    ]);
  });

  it('is above a node at the bottom', () => {
    const place = calloutPlace({ x: 100, y: 300, width: 120, height: 180 }, callout, canvas);
    expect(place.y + callout.height).toBeLessThanOrEqual(300);
  });

  it('is beside a node that fills the height', () => {
    const place = calloutPlace({ x: 100, y: 10, width: 120, height: 480 }, callout, canvas);
    expect(place.x).toBeGreaterThanOrEqual(220);
  });

  it('leaves the tool bar in the lower left corner free, and no more than that', () => {
    const beside = calloutPlace({ x: 300, y: 200, width: 120, height: 100 }, callout, canvas);
    expect(beside.y).toBe(332);
    const { y } = calloutPlace({ x: 20, y: 200, width: 120, height: 100 }, callout, canvas);
    expect(y + callout.height).toBeLessThanOrEqual(canvas.height - 12 - 32 - 12);
  });

  it('stays inside for a node at the right edge', () => {
    const { x } = calloutPlace({ x: 850, y: 50, width: 120, height: 100 }, callout, canvas);
    expect(x + callout.width).toBeLessThanOrEqual(canvas.width);
  });
});
