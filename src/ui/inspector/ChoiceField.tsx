// One of a few words: side by side where they fit, pictures where the words are patterns, else a list.
import { Segmented } from '../primitives/Segmented';
import { Select } from '../primitives/Select';
import { hasPictures } from './choicePictures';
import { PictureChoice } from './PictureChoice';
import { readable } from './words';

export interface ChoiceFieldProps {
  readonly options: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** More characters than these do not fit side by side. */
const ROOM = 16;

export function ChoiceField({ options, value, onChange }: ChoiceFieldProps) {
  const named = options.map((option) => ({ value: option, label: readable(option) }));
  if (hasPictures(options)) return <PictureChoice options={named} value={value} onChange={onChange} />;
  if (options.length <= 3 && options.join('').length <= ROOM) {
    return <Segmented options={named} value={value} onChange={onChange} />;
  }
  return <Select options={named} value={value} onChange={onChange} />;
}
