// Old files in today's shape.
import { expect, it } from 'vitest';
import { migrate, migrations, renamedNodeTypes } from './migrations';

it('runs every migration in order, each on what the one before made', () => {
  const add = (name: string) => ({
    name,
    migrate: (d: object) => ({ ...d, seen: [...((d as { seen?: string[] }).seen ?? []), name] }),
  });
  expect(migrate({ nodes: [] }, [add('first'), add('second')])).toEqual({ nodes: [], seen: ['first', 'second'] });
});

it('gives node types the ids they have today', () => {
  const renames = renamedNodeTypes((id) => (id === 'dense' ? { id: 'linear' } : undefined));
  const old = {
    title: 'Old',
    nodes: [
      { id: 'a', type: 'dense', label: 'Dense' },
      { id: 'b', type: 'softmax' },
    ],
  };
  expect(renames.migrate(old)).toEqual({
    title: 'Old',
    nodes: [
      { id: 'a', type: 'linear', label: 'Dense' },
      { id: 'b', type: 'softmax' },
    ],
  });
});

it('leaves a document of today alone, and anything that is no document', () => {
  const today = { nodes: [{ id: 'a', type: 'linear' }, { type: 'from-a-later-release' }, null, 7, []] };
  expect(migrate(today)).toEqual(today);
  expect(migrate({ nodes: 'none' })).toEqual({ nodes: 'none' });
  expect(migrations.map(({ name }) => name)).toEqual(['node types under their old ids']);
});
