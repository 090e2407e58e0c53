// What is fetched when it is asked for and has no place of its own on the page.
import type { ComponentType } from 'react';
import { later } from '../later';
import { MissingOver } from './MissingOver';

interface Closing {
  readonly onClose?: () => void;
}

export const laterOver = <P extends object>(
  name: string,
  load: () => Promise<ComponentType<P & Closing>>,
  before: { readonly Before?: ComponentType<P & Closing> } = {},
) =>
  later<P & Closing>(name, load, {
    ...before,
    missing: (again, { onClose }) => <MissingOver name={name} onAgain={again} onClose={onClose} />,
  });
