import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../scripts/workspace/process.mjs';

const SAMPLE_RATE = 48_000;
const SAMPLE_BYTES = 3;
const CHANNELS = 2;
const VOICES = 6;
const CHORD_SECONDS = 0.5;
const BITRATE = '256k';

/** How ffmpeg makes each from the WAV file. */
const FORMATS = {
  FLAC: ['flac', ['-c:a', 'flac', '-sample_fmt', 's32']],
  MP3: ['mp3', ['-c:a', 'libmp3lame', '-b:a', BITRATE]],
  Vorbis: ['ogg', ['-c:a', 'libvorbis', '-b:a', BITRATE]],
  Opus: ['opus', ['-c:a', 'libopus', '-b:a', BITRATE]],
};

/** The files that are measured, by name of the format: the same so many minutes of stereo at 48 kHz and 24 bits in each. */
export async function material(folder, minutes) {
  mkdirSync(folder, { recursive: true });
  const pathOf = (ending) => join(folder, `music-${minutes}.${ending}`);
  const wav = pathOf('wav');
  if (!existsSync(wav)) await writeWav(wav, minutes * 60 * SAMPLE_RATE);
  const files = { WAV: wav };
  for (const [name, [ending, codec]] of Object.entries(FORMATS)) {
    files[name] = pathOf(ending);
    if (existsSync(files[name])) continue;
    const part = pathOf(`part.${ending}`);
    if ((await run('ffmpeg', ['-nostdin', '-v', 'error', '-y', '-i', wav, ...codec, part])) !== 0)
      throw new Error(`ffmpeg could not make ${name}.`);
    renameSync(part, files[name]);
  }
  return files;
}

/** Chords that come, fade and overlap with noise, loud as a finished mix, no two seconds alike. */
async function writeWav(path, samples) {
  const part = `${path}.part`;
  const file = await open(part, 'w');
  await file.write(header(samples));
  const players = [new Player(1), new Player(2)];
  const chord = SAMPLE_RATE * CHORD_SECONDS;
  for (let at = 0; at < samples; at += chord) {
    const count = Math.min(chord, samples - at);
    const bytes = Buffer.alloc(count * CHANNELS * SAMPLE_BYTES);
    players.forEach((player, channel) => player.play(bytes, channel, count));
    await file.write(bytes);
  }
  await file.close();
  renameSync(part, path);
}

function header(samples) {
  const step = CHANNELS * SAMPLE_BYTES;
  const bytes = Buffer.alloc(44);
  bytes.write('RIFF....WAVEfmt ');
  bytes.writeUInt32LE(36 + samples * step, 4);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(CHANNELS, 22);
  bytes.writeUInt32LE(SAMPLE_RATE, 24);
  bytes.writeUInt32LE(SAMPLE_RATE * step, 28);
  bytes.writeUInt16LE(step, 32);
  bytes.writeUInt16LE(SAMPLE_BYTES * 8, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples * step, 40);
  return bytes;
}

/** One channel: sines that die away, a bed of soft noise, and a limiter that bends rather than cuts. */
class Player {
  constructor(seed) {
    this.state = seed;
    this.bed = 0;
    this.voices = Array.from({ length: VOICES }, () => ({ now: 0, before: 0, turn: 0, fade: 0 }));
  }

  play(bytes, channel, count) {
    for (const voice of this.voices) this.strike(voice);
    for (let i = 0, at = channel * SAMPLE_BYTES; i < count; i += 1, at += CHANNELS * SAMPLE_BYTES) {
      this.bed += 0.2 * (this.random() - 0.5 - this.bed);
      let sum = this.bed;
      for (const voice of this.voices) {
        const next = voice.turn * voice.now - voice.fade * voice.before;
        voice.before = voice.now;
        voice.now = next;
        sum += next;
      }
      bytes.writeIntLE(Math.round((8_388_607 * sum) / (1 + Math.abs(sum))), at, SAMPLE_BYTES);
    }
  }

  /** A new note: a resonance that is pushed once. */
  strike(voice) {
    const angle = (2 * Math.PI * 55 * 2 ** (this.random() * 6)) / SAMPLE_RATE;
    const decay = 1 - 10 ** (-4 - this.random());
    voice.turn = 2 * decay * Math.cos(angle);
    voice.fade = decay * decay;
    voice.before = 0;
    voice.now = (0.1 + 0.5 * this.random()) * Math.sin(angle);
  }

  random() {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return this.state / 2 ** 32;
  }
}
