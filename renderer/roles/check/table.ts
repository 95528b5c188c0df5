import type { TableView } from '../../../core/stations/check/view.ts';

/** Nothing lies on the table. */
export const isEmpty = ({ serial, address, confirmation, key, proof }: TableView): boolean =>
  [serial, address, confirmation, key, proof].every((lying) => lying === null);
