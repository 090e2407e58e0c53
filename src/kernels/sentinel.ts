// Forbidden scores on their way into and out of a device that cannot hold -Infinity. Knows no device.
import { float32 } from '../tensor/tensor';
import { FORBIDDEN, FORBIDDEN_BELOW } from './kernel';

/** Float32 cells for a device, in an array of their own. */
export function toDevice(data: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const cells = float32(data);
  for (let i = 0; i < cells.length; i++) if (cells[i] === Number.NEGATIVE_INFINITY) cells[i] = FORBIDDEN;
  return cells;
}

/** What the cells of a device mean. Changes the array that it is given. */
export function fromDevice<A extends Float32Array>(cells: A): A {
  for (let i = 0; i < cells.length; i++) {
    if ((cells[i] as number) <= FORBIDDEN_BELOW) cells[i] = Number.NEGATIVE_INFINITY;
  }
  return cells;
}
