// Looks through JSON text before it is parsed: syntax, depth, keys written twice, unsafe keys, numbers out of range. Builds nothing.
import { limits } from './limits';
import { GraphError, type PathPart, quote } from './problem';

/** Hears of every value once it is over: the way to it, and its first character and the one after its last. */
export type Heard = (way: readonly { readonly at: PathPart }[], from: number, to: number) => void;

/** Throws GraphError with the path inside the text about the first thing that is wrong. Never recurses. */
export function scanJson(text: string, heard?: Heard): void {
  new Scanner(text, heard).run();
}

interface Level {
  /** Keys so far; undefined in a list. */
  readonly keys: Set<string> | undefined;
  /** Where in the text it begins. */
  readonly from: number;
  /** Where in it the scanner is. */
  at: PathPart;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_PRINTABLE = 0x20;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const BLANK = /[ \t\n\r]*/y;
const WORD = /true|false|null/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

class Scanner {
  private at = 0;
  private readonly levels: Level[] = [];

  constructor(
    private readonly text: string,
    private readonly heard: Heard | undefined,
  ) {}

  run(): void {
    let done = false;
    while (!done) {
      if (!this.open()) done = this.close();
    }
    this.blank();
    if (this.at < this.text.length) throw this.missing('the end of the file');
  }

  /** Takes one value; true when it is a bracket with something in it, whose first value comes next. */
  private open(): boolean {
    this.blank();
    const bracket = this.text[this.at];
    const from = this.at;
    if (bracket !== '{' && bracket !== '[') {
      this.scalar();
      this.heard?.(this.levels, from, this.at);
      return false;
    }
    if (this.levels.length === limits.depth) {
      throw new GraphError('too-deep', this.path(), `is nested more than ${limits.depth} levels deep`);
    }
    this.at++;
    this.levels.push({ keys: bracket === '{' ? new Set() : undefined, from, at: 0 });
    this.blank();
    if (this.text[this.at] === (bracket === '{' ? '}' : ']')) return false;
    if (bracket === '{') this.key();
    return true;
  }

  /** After a value: on to the next one, or out of every bracket that ends here. True when nothing is open any more. */
  private close(): boolean {
    for (let level = this.levels.at(-1); level; level = this.levels.at(-1)) {
      this.blank();
      const end = level.keys ? '}' : ']';
      const next = this.text[this.at];
      if (next === ',') {
        this.at++;
        if (level.keys) this.key();
        else level.at = (level.at as number) + 1;
        return false;
      }
      if (next !== end) throw this.missing(`"," or "${end}"`);
      this.at++;
      this.levels.pop();
      this.heard?.(this.levels, level.from, this.at);
    }
    return true;
  }

  private key(): void {
    this.blank();
    if (this.text.charCodeAt(this.at) !== QUOTE) throw this.missing('a key in double quotes');
    const start = this.at;
    this.string();
    const key = JSON.parse(this.text.slice(start, this.at)) as string;
    const level = this.levels.at(-1) as Level;
    level.at = key;
    if (key === '__proto__')
      throw new GraphError('unsafe-key', this.path(), 'is a key that no graph may use: remove it');
    if (level.keys?.has(key)) throw new GraphError('duplicate-key', this.path(), 'is written twice: remove one');
    level.keys?.add(key);
    this.blank();
    if (this.text[this.at] !== ':') throw this.missing('":"');
    this.at++;
  }

  private scalar(): void {
    if (this.text.charCodeAt(this.at) === QUOTE) {
      this.string();
      return;
    }
    if (this.match(WORD)) return;
    const start = this.at;
    if (!this.match(NUMBER)) throw this.missing('a value');
    const number = this.text.slice(start, this.at);
    if (Number.isFinite(Number(number))) return;
    throw new GraphError(
      'not-finite',
      this.path(),
      `must be a number that a computer can hold, but is ${quote(number)}`,
    );
  }

  private string(): void {
    const { text } = this;
    for (this.at++; this.at < text.length; this.at++) {
      const code = text.charCodeAt(this.at);
      if (code === QUOTE) {
        this.at++;
        return;
      }
      if (code < FIRST_PRINTABLE)
        throw this.notJson('a line break or another control character inside quotes must be escaped');
      if (code !== BACKSLASH) continue;
      if (!this.match(ESCAPE)) throw this.missing('a valid escape after the backslash');
      this.at--;
    }
    throw this.missing('a closing double quote');
  }

  private blank(): void {
    this.match(BLANK);
  }

  /** Moves past what a sticky pattern finds here. */
  private match(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }

  private path(): PathPart[] {
    return this.levels.map(({ at }) => at);
  }

  private missing(wanted: string): GraphError {
    const found = this.at < this.text.length ? quote(this.text.slice(this.at, this.at + 12)) : 'the end of the file';
    return this.notJson(`${wanted} must stand here, not ${found}`);
  }

  private notJson(why: string): GraphError {
    const lines = this.text.slice(0, this.at).split('\n');
    const place = `line ${lines.length}, column ${(lines.at(-1) as string).length + 1}`;
    return new GraphError('not-json', place, `the file is not JSON: ${why}`);
  }
}
