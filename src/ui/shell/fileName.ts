// The name of an exported file, made from a graph's title: safe on every system, readable in every script. Pure.

const LONGEST = 80;
/** Names that Windows keeps for devices. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** `Causal attention` gives `causal-attention.json`; nothing usable gives `graph.json`. */
export function graphFileName(title: string | undefined): string {
  const words = (title ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-');
  const name = [...words].slice(0, LONGEST).join('').replace(/^-|-$/g, '');
  if (name === '') return 'graph.json';
  return `${RESERVED.test(name) ? `graph-${name}` : name}.json`;
}
