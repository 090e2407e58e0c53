// How wide a text is before it is drawn, so that a node has its size from its types alone. An estimate for Inter, a little generous.

const NARROW = /[iIljtfr.,:;'|!()[\]·\s]/;
const WIDE = /[mwMW@%—]/;
const CAPITAL = /\p{Lu}/u;
/** Scripts whose characters fill a square. */
const SQUARE = /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u;

function emOf(character: string): number {
  if (NARROW.test(character)) return 0.36;
  if (WIDE.test(character)) return 0.9;
  if (SQUARE.test(character)) return 1.05;
  return CAPITAL.test(character) ? 0.72 : 0.61;
}

/** px of one line of text at a font size in px. */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const character of text) em += emOf(character);
  return em * size;
}
