// Arithmetic, comparison and choice, cell by cell. The gradient rules are the derivative book.
import { elementwise } from './elementwise';

// A forbidden score times or over something positive stays forbidden, as -Infinity would.
const MUL = '(x<=-1e29&&y>0)||(y<=-1e29&&x>0)?-1e30:x*y';
const DIV = 'x<=-1e29&&y>0?-1e30:x/y';

export const add = elementwise({
  id: 'add',
  expression: 'x+y',
  reference: (x, y) => x + y,
  reads: 'sum',
  rule: (_t, g) => [g, g],
});

export const sub = elementwise({
  id: 'sub',
  expression: 'x-y',
  reference: (x, y) => x - y,
  rule: (t, g) => [g, t.neg(g)],
});

// d(xy) = y dx + x dy
export const mul = elementwise({
  id: 'mul',
  expression: MUL,
  reference: (x, y) => x * y,
  reads: 'product',
  rule: (t, g, [x, y]) => (x && y ? [t.mul(g, y), t.mul(g, x)] : []),
});

// d(x/y) = dx / y - (x/y) dy / y
export const div = elementwise({
  id: 'div',
  expression: DIV,
  reference: (x, y) => x / y,
  rule: (t, g, [, y], out) => (y ? [t.div(g, y), t.neg(t.mul(g, t.div(out, y)))] : []),
});

export const lessEqual = elementwise({
  id: 'lessEqual',
  expression: 'x<=y?1:0',
  reference: (x, y) => (x <= y ? 1 : 0),
});

export const equal = elementwise({
  id: 'equal',
  expression: 'x===y?1:0',
  reference: (x, y) => (x === y ? 1 : 0),
});

export const where = elementwise({
  id: 'where',
  expression: 'x!==0?y:z',
  reference: (x, y, z) => (x !== 0 ? y : z),
  rule: (t, g, [condition]) => (condition ? [null, t.where(condition, g, 0), t.where(condition, 0, g)] : []),
});
