import type { PersonAtBrowser } from '../harness/browser.js';

/** What a page tells of its playing. */
export interface Watched {
  /** Each picture that was shown while sound ran: where it lies in the movie, and what was heard meanwhile, in seconds. */
  readonly frames: { readonly mediaTime: number; readonly film: number }[];
  /** The last samples that came out. */
  readonly output: () => number[];
  /** Forgets what was laid out so far. */
  readonly begin: () => void;
  /** Milliseconds from the next key to the first sample that it makes sound; 0 until then. */
  readonly soundAfter: () => number;
  /** Milliseconds from the next key to the first fade; 0 until then. */
  readonly fadeAfter: () => number;
}

/**
 * Makes every page of a person tell of its playing: by what it hands to its audio context, and by what comes out of it. Expects
 * sound that is a ramp over `seconds`, and says where it is by its level.
 */
export async function watchPlaying({ context }: PersonAtBrowser, seconds = 60): Promise<void> {
  await context.addInitScript((length) => {
    const frames: { mediaTime: number; film: number }[] = [];
    let key = 0;
    let sound = 0;
    let fade = 0;
    let tap: AnalyserNode | null = null;
    addEventListener(
      'keydown',
      () => {
        key ||= performance.now();
      },
      { capture: true },
    );
    const clock = (context: BaseAudioContext, at: number) =>
      performance.now() + (at - context.currentTime) * 1000;
    const start = Reflect.get(AudioBufferSourceNode.prototype, 'start');
    AudioBufferSourceNode.prototype.start = function (at = 0, ...rest: number[]) {
      if (key > 0) sound ||= clock(this.context, at);
      start.call(this, at, ...rest);
    };
    const createGain = Reflect.get(AudioContext.prototype, 'createGain');
    const created = new WeakMap<AudioParam, BaseAudioContext>();
    AudioContext.prototype.createGain = function () {
      const node = createGain.call(this);
      created.set(node.gain, this);
      return node;
    };
    const setValueAtTime = Reflect.get(AudioParam.prototype, 'setValueAtTime');
    AudioParam.prototype.setValueAtTime = function (value, at) {
      const context = created.get(this);
      if (key > 0 && context) fade ||= clock(context, at);
      return setValueAtTime.call(this, value, at);
    };
    type Connect = (this: AudioNode, to: AudioNode, ...rest: number[]) => AudioNode;
    const connect = Reflect.get(AudioNode.prototype, 'connect') as Connect;
    const tapped: Connect = function (to, ...rest) {
      if (to instanceof AudioDestinationNode) {
        tap = new AnalyserNode(this.context, { fftSize: 2048 });
        connect.call(this, tap);
      }
      return connect.call(this, to, ...rest);
    };
    AudioNode.prototype.connect = tapped as typeof AudioNode.prototype.connect;

    const output = (): number[] => {
      const samples = new Float32Array(2048);
      tap?.getFloatTimeDomainData(samples);
      return [...samples];
    };
    /**
     * Whether these samples are the ramp as it is. While it fades in or out its level says nothing of where it is: one sample out
     * of the first four milliseconds would be taken for one of minutes later.
     */
    const isRamp = (samples: readonly number[], rate: number): boolean => {
      const rise = (samples.length - 1) / (length * rate);
      return Math.abs((samples.at(-1) ?? 0) - (samples[0] ?? 0) - rise) < 1e-6;
    };
    /** Where the film is at a moment of the page's clock, in seconds; null while the ramp is not heard as it is. */
    const heardAt = (moment: number): number | null => {
      if (!tap) return null;
      const context = tap.context as AudioContext;
      const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp();
      const samples = output();
      if (!isRamp(samples, context.sampleRate)) return null;
      const last = samples.at(-1) ?? 0;
      const computed = ((last / 0.5 + 1) / 2) * length;
      const heard = contextTime + (moment - performanceTime) / 1000;
      return computed - (context.currentTime - heard);
    };
    const look = (video: HTMLVideoElement): VideoFrameRequestCallback => {
      return (_now, { mediaTime, expectedDisplayTime }) => {
        video.requestVideoFrameCallback(look(video));
        const film = heardAt(expectedDisplayTime);
        if (film !== null && !video.paused) frames.push({ mediaTime, film });
      };
    };
    const seen = new WeakSet<HTMLVideoElement>();
    new MutationObserver(() => {
      const video = document.querySelector('video');
      if (video === null || seen.has(video)) return;
      seen.add(video);
      video.requestVideoFrameCallback(look(video));
    }).observe(document, { childList: true, subtree: true });
    const begin = (): void => {
      key = sound = fade = 0;
    };
    const after = (moment: number): number => (moment > 0 ? moment - key : 0);
    Object.assign(globalThis, {
      playing: { frames, output, begin, soundAfter: () => after(sound), fadeAfter: () => after(fade) },
    });
  }, seconds);
}
