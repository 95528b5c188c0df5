import type { TableView } from '../../../core/stations/check/view.ts';

/** Nothing lies on the table. */
export const isEmpty = ({ serial, address, confirmation, key, proof, attestation }: TableView): boolean =>
  [serial, address, confirmation, key, proof, attestation].every((lying) => lying === null);
