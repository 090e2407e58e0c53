// The typesetter of formulas, fetched with the first one.
import { later } from '../later';

export const FormulaLater = later('The formula', async () => (await import('./Formula')).Formula);
