// Elements of XML as text: every attribute and every text is escaped here and nowhere else.

/** Well-formed XML; what XML 1.0 has no way to write, such as U+0000 or half of a pair, becomes U+FFFD. */
export type Xml = string & { readonly xml: unique symbol };

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 does not allow
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
const NAMES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export const escaped = (text: string): Xml =>
  text.replace(FORBIDDEN, '\ufffd').replace(/[&<>"\r]/g, (character) => NAMES[character] as string) as Xml;

/** What `escaped` was given; also of the other ways to write a character. */
export const unescaped = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

export type Attributes = Readonly<Record<string, string | number | undefined>>;

const written = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 100) / 100) : value;

export function tag(name: string, attributes: Attributes, children: readonly Xml[] = []): Xml {
  const all = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(written(value))}"`],
  );
  const start = `<${name}${all.join('')}`;
  return (children.length === 0 ? `${start}/>` : `${start}>${children.join('')}</${name}>`) as Xml;
}

export const at = (x: number, y: number, children: readonly Xml[], more: Attributes = {}): Xml =>
  tag('g', { transform: `translate(${x} ${y})`, ...more }, children);
