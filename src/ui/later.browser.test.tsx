// Holds: a part of the page that cannot be fetched is said where it is missing, everything around it stays, and it can be tried again.
import type { ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { later } from './later';
import { ErrorBoundary } from './shell/ErrorBoundary';

let root: Root;

beforeEach(() => {
  root = createRoot(document.body.appendChild(document.createElement('div')));
});

afterEach(() => {
  root.unmount();
  document.body.replaceChildren();
});

const show = (children: ReactNode): void =>
  root.render(
    <ErrorBoundary part="The page">
      <p>All around</p>
      {children}
    </ErrorBoundary>,
  );

/** A network that is gone until it is back, and a part behind it. */
function behindNetwork() {
  const network = { isThere: false };
  const Part = later<{ readonly name: string }>('The part', async () => {
    if (!network.isThere) throw new TypeError('Failed to fetch');
    return ({ name }) => <p>It is {name}</p>;
  });
  return { network, Part };
}

test('what is missing is said at its place, and comes everywhere when it is tried again', async () => {
  const { network, Part } = behindNetwork();
  show(
    <>
      <Part name="one" />
      <Part name="two" />
    </>,
  );
  const said = page.getByText('The part could not be fetched');
  await expect.element(said.first()).toBeVisible();
  await expect.element(page.getByText('All around')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await expect.element(said.first()).toBeVisible();
  network.isThere = true;
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await expect.element(page.getByText('It is one')).toBeVisible();
  await expect.element(page.getByText('It is two')).toBeVisible();
  expect(said.elements()).toEqual([]);
});

test('a later fetch that succeeds brings what was missing', async () => {
  const { network, Part } = behindNetwork();
  show(<Part name="here" />);
  await expect.element(page.getByText('The part could not be fetched')).toBeVisible();
  expect(await Part.fetch()).toBe(false);
  network.isThere = true;
  expect(await Part.fetch()).toBe(true);
  await expect.element(page.getByText('It is here')).toBeVisible();
});

test('a fault of the part itself is not taken for a missing one', async () => {
  const Faulty = later('The part', async () => () => {
    throw new Error('it broke');
  });
  show(<Faulty />);
  await expect.element(page.getByText('The page stopped')).toBeVisible();
});
