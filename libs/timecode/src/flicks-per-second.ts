/**
 * One second in flicks, chosen so that frames at every film rate and samples at every common rate are whole
 * numbers.
 */
export const FLICKS_PER_SECOND = 705_600_000;
