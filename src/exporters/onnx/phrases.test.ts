// Every op of the engine has its phrase, so that no graph is without its ONNX.
import { expect, it } from 'vitest';
import { phrases } from './phrases';

const modules = import.meta.glob<Record<string, unknown>>(['../../ops/*.ts', '!../../ops/*.test.ts'], { eager: true });
const isOp = (value: unknown): value is { id: string } =>
  typeof value === 'object' && value !== null && 'infer' in value && 'kernel' in value && 'id' in value;
const ops = Object.values(modules).flatMap((module) => Object.values(module).filter(isOp));

// `attend` is made by passes alone: what leaves is the Program as it was written.
it('there is one for every op but scan, which is a graph inside', () => {
  const ids = [...new Set(ops.map(({ id }) => id))];
  expect(ids.length).toBeGreaterThan(30);
  expect(ids.filter((id) => !Object.hasOwn(phrases, id))).toEqual(['attend', 'scan']);
});
