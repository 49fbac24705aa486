import type { ReactionSign } from '@segue/review-document';

export const SIGNS: Readonly<Record<ReactionSign, string>> = {
  'thumbs-up': '👍',
  heart: '❤️',
  music: '🎵',
  question: '❓',
  applause: '👏',
};
