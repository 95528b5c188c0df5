/** For how many hours a check of the shift counts; 0: production never waits for one. */
export const CHECK_HOURS = [0, 4, 8, 12, 24] as const;
export type CheckHours = (typeof CHECK_HOURS)[number];
