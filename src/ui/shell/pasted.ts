// Whether a pasted text is a document to open, and not nodes to add. Pure.

/**
 * A document has a title; copied nodes have none. On an empty canvas everything that looks like JSON is taken for a
 * document, so that what is wrong with it is said.
 */
export function isWholeGraph(text: string, canvasIsEmpty: boolean): boolean {
  const start = text.trimStart();
  if (!start.startsWith('{')) return false;
  return canvasIsEmpty || /^\s*\{[^[]*?"title"\s*:/.test(start);
}
