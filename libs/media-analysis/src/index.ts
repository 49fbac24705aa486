export type {
  AudioBlock,
  AudioFacts,
  AudioReading,
  BroadcastFacts,
  ProductionFacts,
} from './audio-reading.js';
export type { ByteSource } from './byte-source.js';
export type { Speaker } from './channel-layout.js';
export type { ChannelReport } from './channel-meter.js';
export { computePeaks } from './compute-peaks.js';
export { foldDown } from './fold-down.js';
export { judgeLength, type LengthFinding, type LengthSpec, type Stretch } from './judge-length.js';
export { judgeSound, type DeliverySpec, type Finding, type JudgedFacts } from './judge-sound.js';
export { judgeStems, type SoundLength, type StemFinding } from './judge-stems.js';
export type { Loudness } from './loudness-meter.js';
export { measureSound } from './measure-sound.js';
export { oggChecksum } from './ogg-pages.js';
export { coarserPeaks, encodePeaks, parsePeaks, type Peaks } from './peaks.js';
export { readAudio } from './read-audio.js';
export { joinStreams, MOST_FLAC_CHANNELS, splitStreams } from './side-by-side.js';
export type { SoundReport } from './sound-meter.js';
export { UnreadableAudio, type UnreadableReason } from './unreadable-audio.js';
export { readWavStream } from './wav-stream.js';
