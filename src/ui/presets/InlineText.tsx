// A sentence with its strong and emphasised words.
import { inlineRuns } from './description';

const FACES = { plain: 'span', strong: 'b', emphasis: 'em' } as const;

export function InlineText({ text }: { readonly text: string }) {
  const runs = inlineRuns(text);
  return runs.map(({ text: words, face }, at) => {
    const Face = FACES[face];
    // biome-ignore lint/suspicious/noArrayIndexKey: the runs of a text never move.
    return <Face key={at}>{words}</Face>;
  });
}
