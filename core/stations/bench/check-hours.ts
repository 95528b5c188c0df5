import { CHECKED_HOURS } from '../../product/schema.ts';

/** For how many hours a check of the shift counts; 0: production never waits for one. */
export const CHECK_HOURS = [0, ...CHECKED_HOURS] as const;
export type CheckHours = (typeof CHECK_HOURS)[number];
