// A whole number, or the one word that stands for another way to say how many.
import type { Param } from '../../nodes/params';
import { readNumber } from '../primitives/numberText';
import { TextField } from '../primitives/TextField';

export interface NumberOrWordFieldProps {
  readonly param: Param<unknown>;
  readonly value: number | string;
  readonly onSet: (value: number | string) => void;
}

export function NumberOrWordField({ param: { options = [], min, max }, value, onSet }: NumberOrWordFieldProps) {
  const word = String(options[0] ?? '');
  const isWord = (text: string): boolean => text.trim() === '' || text.trim() === word;
  const read = (text: string) => readNumber(text, { min, max, integer: true });
  const check = (text: string): string | undefined => {
    const reading = isWord(text) ? undefined : read(text);
    return reading && 'problem' in reading ? `${reading.problem} Or leave it empty for “${word}”.` : undefined;
  };
  const commit = (text: string): void => {
    const reading = read(text);
    onSet(!isWord(text) && 'value' in reading ? reading.value : word);
  };
  return <TextField value={String(value)} placeholder={word} check={check} onCommit={commit} />;
}
