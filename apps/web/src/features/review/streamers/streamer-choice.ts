/** What leads the eye to a hit: nothing, a line that sweeps across the picture and ends in a punch, or a row of punches. */
export const STREAMER_KINDS = ['off', 'streamers', 'flutters'] as const;
/** How long a line sweeps, in seconds. */
export const SWEEP_SECONDS = [2, 3, 4] as const;

/** What one listener has switched on. */
export interface StreamerChoice {
  readonly kind: (typeof STREAMER_KINDS)[number];
  readonly seconds: (typeof SWEEP_SECONDS)[number];
  /** The beats of the version's tempo map are heard. */
  readonly click: boolean;
}

export const NO_STREAMERS: StreamerChoice = { kind: 'off', seconds: 2, click: false };
