// Which mark a node type's category has on screen.
import type { Category } from '../../nodes/node';
import type { Category as Glyph } from '../primitives/CategoryGlyph';

export const glyphOf = (category: Category): Glyph => (category === 'note' ? 'notes' : category);
