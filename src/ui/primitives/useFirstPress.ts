// A button whose list or panel is fetched when it is meant, and takes the button over when it is first pressed.
import {
  cloneElement,
  type HTMLAttributes,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  useState,
} from 'react';

export type FirstPress = 'keys' | 'pointer';

export interface FirstPressed<Part> {
  /** The button, until something has opened. */
  readonly trigger: ReactElement;
  readonly opened: { readonly Part: Part; readonly press: FirstPress } | undefined;
}

type ButtonProps = HTMLAttributes<HTMLElement>;

/** `trigger`: one button without press handlers of its own. A press whose part cannot be fetched does nothing; the next one tries again. */
export function useFirstPress<Part>(
  trigger: ReactElement,
  popup: 'menu' | 'dialog',
  load: () => Promise<Part>,
): FirstPressed<Part> {
  const [opened, setOpened] = useState<FirstPressed<Part>['opened']>();
  const open = async (press: FirstPress): Promise<void> => {
    const Part = await load();
    setOpened({ Part, press });
  };
  const meant = (): void => {
    load().catch(() => undefined);
  };
  const waiting: ButtonProps = {
    'aria-haspopup': popup,
    'aria-expanded': false,
    onPointerEnter: meant,
    onFocus: meant,
    onClick: ({ detail }: MouseEvent) => void open(detail === 0 ? 'keys' : 'pointer'),
    onKeyDown: (event: KeyboardEvent) => {
      if (popup !== 'menu' || event.key !== 'ArrowDown') return;
      event.preventDefault();
      void open('keys');
    },
  };
  return { trigger: cloneElement(trigger as ReactElement<ButtonProps>, waiting), opened };
}
