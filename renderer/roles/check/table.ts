import type { TableView } from '../../../core/stations/check/view.ts';

/** Nothing lies on the table. */
export const isEmpty = ({ serial, address, confirmation, key, proof, attestation, recalls }: TableView): boolean =>
  [serial, address, confirmation, key, proof, attestation, recalls].every((lying) => lying === null);
