/** What tokens.css has a set of colours for. */
export const THEMES = ['dark', 'stage', 'light', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];
