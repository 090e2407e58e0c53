// Holds descriptions to losing no word between the line and the rest.
import { describe, expect, it } from 'vitest';
import { inlineRuns, readDescription } from './description';

describe('a description', () => {
  it('is split into its first sentence, the rest and the formula', () => {
    const text = 'Cannot look ahead: a word sees itself. A model\nneeds **this**.\n\nLook at *Mask*.\n\n$$w_{ij} = 0$$';
    expect(readDescription(text)).toEqual({
      first: 'Cannot look ahead: a word sees itself.',
      rest: ['A model needs **this**.', 'Look at *Mask*.'],
      formula: 'w_{ij} = 0',
    });
  });

  it('may be one sentence or none', () => {
    expect(readDescription('One sentence')).toEqual({ first: 'One sentence', rest: [] });
    expect(readDescription(' ')).toEqual({ first: '', rest: [] });
  });

  it('keeps its words when its marks are read', () => {
    expect(inlineRuns('a **b c** d *e* 2 * 3')).toEqual([
      { text: 'a ', face: 'plain' },
      { text: 'b c', face: 'strong' },
      { text: ' d ', face: 'plain' },
      { text: 'e', face: 'emphasis' },
      { text: ' 2 * 3', face: 'plain' },
    ]);
  });
});
