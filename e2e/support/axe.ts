// What axe finds wrong with a page, in words. Knows no test.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** The rules about colours that axe asks by default. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

export interface Looked {
  /** Only this part of the page, as a selector. */
  readonly within?: string;
  /** Only what depends on colours: the rest is the same in every theme. */
  readonly colours?: boolean;
}

/** Every rule that is broken, with where it is. The page has no frames, so axe needs no page of its own to put results together. */
export async function axeProblems(page: Page, { within, colours = false }: Looked = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (within) axe.include(within);
  const { violations } = await axe
    .options({ resultTypes: ['violations'], ...(colours ? { runOnly: COLOUR_RULES } : {}) })
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
