export type { AudioBlock, AudioFacts, AudioReading, BroadcastFacts } from './audio-reading.js';
export type { ByteSource } from './byte-source.js';
export { computePeaks } from './compute-peaks.js';
export { encodePeaks, parsePeaks, type Peaks } from './peaks.js';
export { readAudio } from './read-audio.js';
export { UnreadableAudio, type UnreadableReason } from './unreadable-audio.js';
export { wavRendition, type WavRendition } from './wav-rendition.js';
