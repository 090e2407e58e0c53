// How much fits into the narrow column.

/** Cells that are typed one by one: a field for each would be slow beyond. */
export const EDITABLE = 1024;

const NUMBERED = 6;

/** Whether the cells of so many columns have room for numbers. */
export const isNumbered = (cols: number): boolean => cols <= NUMBERED;
