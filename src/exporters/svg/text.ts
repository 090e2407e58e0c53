// Lines of text in a picture: cut or wrapped by the estimated width of their characters.
import { truncateWord } from '../../drawing/axisWords';
import { colour, type Token } from '../../drawing/palette';
import type { ShownTheme } from '../../drawing/scale';
import { textWidth } from '../../drawing/textWidth';
import { type Attributes, escaped, tag, type Xml } from './xml';

/** From the middle of a line down to its baseline, in em of Inter. */
export const MIDDLE = 0.3635;

export interface TextLook extends Attributes {
  readonly size?: number;
  readonly ink?: Token;
  readonly weight?: number;
  readonly anchor?: 'middle' | 'end';
}

export function text(theme: ShownTheme, x: number, y: number, words: string, look: TextLook = {}): Xml {
  const { size = 11, ink = 'ink-2', weight, anchor, ...more } = look;
  return tag(
    'text',
    { x, y, 'font-size': size, fill: colour(theme, ink), 'font-weight': weight, 'text-anchor': anchor, ...more },
    [escaped(words)],
  );
}

/** As much of a text as fits, with an ellipsis where something was cut. */
export function cut(words: string, size: number, room: number): string {
  let most = words.length;
  let shown = words;
  while (most > 1 && textWidth(shown, size) > room) shown = truncateWord(words, --most);
  return shown;
}

/** Lines of at most `room` px, broken at spaces, or anywhere in a word that is longer. */
export function wrapped(words: string, size: number, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words.split(/(?<=\s)/)) {
    let rest = word;
    if (line !== '' && textWidth((line + rest).trimEnd(), size) > room) {
      lines.push(line.trimEnd());
      line = '';
    }
    while (line === '' && rest.length > 1 && textWidth(rest.trimEnd(), size) > room) {
      const head = fitting(rest, size, room);
      lines.push(head);
      rest = rest.slice(head.length);
    }
    line += rest;
  }
  return [...lines, line.trimEnd()];
}

function fitting(word: string, size: number, room: number): string {
  let head = '';
  for (const character of word) {
    if (head !== '' && textWidth(head + character, size) > room) break;
    head += character;
  }
  return head;
}
