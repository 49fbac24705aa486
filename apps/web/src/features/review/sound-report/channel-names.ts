import type { AudioFacts } from '@segue/protocol';

/** What the channels of a file are called: by their loudspeakers, by numbers where nobody knows them. */
export function channelNames({
  channels,
  layout,
}: Pick<AudioFacts, 'channels' | 'layout'>): readonly string[] {
  if (channels === 1) return ['M'];
  return Array.from({ length: channels }, (_, index) => layout?.[index] ?? String(index + 1));
}
