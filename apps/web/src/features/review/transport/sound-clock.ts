import { requestBytes } from '../../../api/http';
import { heardLanes, SILENCE, type Arrangement } from '../../../player/arrangement';
import { Listeners } from '../../../player/listeners';
import { Mixer } from '../../../player/mixer';
import type { Player } from '../../../player/player';
import type { Speed } from '../../../player/runs';
import type { ClickTrack } from '../streamers/click-track';
import type { Stretch } from './programme';

type PlayerModule = typeof import('../../../player/player');

/** A browser that waits for a click says nothing; one that does not starts within this. */
const BLOCKED_MS = 1000;

/**
 * The sound of a review room, and the clock that it plays by. The code that plays is loaded when somebody is about to use it,
 * and the audio context is opened by the first key or click, as browsers demand.
 */
export class SoundClock {
  /** Levels of the lanes, one listener's own. */
  readonly mixer = new Mixer();
  private arrangement: Arrangement = SILENCE;
  private clicks: ClickTrack | null = null;
  private loading: Promise<PlayerModule> | null = null;
  /** What was fetched and decoded; it outlives the player. */
  private sounds: ReturnType<PlayerModule['openStore']> | null = null;
  private context: AudioContext | null = null;
  private player: Player | null = null;
  /** What to play, while it plays; also before the player is there. */
  private order: { readonly position: number; readonly speed: Speed; readonly since: number } | null = null;
  private standing = 0;
  private volume = 1;
  private loop: Stretch | null = null;
  private readonly failures = new Listeners();

  constructor() {
    this.mixer.subscribe(() => this.player?.mix(this.mixer.getSnapshot()));
  }

  /** Called when sound could not be fetched or decoded; it is tried again meanwhile. */
  readonly onFailure = this.failures.add;

  /** There is something to hear, if only silence at this place. */
  get playable(): boolean {
    return heardLanes(this.arrangement).length > 0;
  }

  /** What is heard now, as an absolute film position in flicks. */
  get position(): number {
    return this.player?.position ?? this.order?.position ?? this.standing;
  }

  /** It was told to play, and waits for sound. */
  get waiting(): boolean {
    return this.order !== null && (this.player?.waiting ?? true);
  }

  /** It was told to play, and the browser does not let it. */
  get blocked(): boolean {
    const state = this.context?.state ?? 'running';
    return this.order !== null && state !== 'running' && performance.now() - this.order.since > BLOCKED_MS;
  }

  /** Lays out what sounds. Playing goes on where it can. */
  arrange(arrangement: Arrangement): void {
    this.arrangement = arrangement;
    this.layOut();
  }

  /** Lays clicks beside what sounds, as one bed more; null for none. */
  setClicks(clicks: ClickTrack | null): void {
    this.clicks = clicks;
    this.layOut();
  }

  /** Loads the code that plays, and fetches what lies under the playhead. */
  load(): void {
    this.module().then(
      (module) => {
        this.sounds ??= module.openStore(this.bytesOf);
        this.fetchAhead();
      },
      () => undefined,
    );
  }

  /** Opens the way to the loudspeakers. Call it from a key or a click. */
  open(): void {
    if (this.player || !this.playable) return;
    const context = this.contextFor(this.arrangement);
    this.module().then(
      ({ Player, openStore }) => {
        if (this.player || this.context !== context) return;
        this.sounds ??= openStore(this.bytesOf);
        this.player = new Player(context, this.sounds.store);
        this.setUp(this.player);
      },
      () => {
        this.failures.call();
      },
    );
  }

  /** Plays from a position, as soon as the sound for it is here. */
  start(position: number, speed: Speed): void {
    const rate = heardLanes(this.arrangement)[0]?.source.sampleRate;
    // Sound of one rate on a clock of the same is played as it is, sample by sample.
    if (this.context && rate !== undefined && this.context.sampleRate !== rate) this.shut();
    this.order = { position, speed, since: performance.now() };
    this.open();
    void this.context?.resume();
    this.player?.start(position, speed);
  }

  stop(): void {
    this.standing = this.position;
    this.order = null;
    this.player?.stop();
  }

  /** Stands somewhere else. */
  standAt(position: number): void {
    this.standing = position;
    if (this.player) this.player.standAt(position);
    else this.fetchAhead();
  }

  /** Lets a little of a place be heard. */
  snippet(position: number): void {
    this.open();
    void this.context?.resume();
    this.player?.snippet(position);
  }

  /** Plays a stretch over and over; null for none. */
  setLoop(loop: Stretch | null): void {
    this.loop = loop;
    this.player?.setLoop(loop);
  }

  setVolume(volume: number): void {
    this.volume = volume;
    this.player?.setVolume(volume);
  }

  /** The highest sample that a strip of the mixer let through in the last moments, full scale at 1. */
  peak(strip: string): number {
    return this.player?.peak(strip) ?? 0;
  }

  /** Lets go of everything; the next key or click opens it anew. */
  close(): void {
    this.shut();
    this.sounds?.close();
    this.sounds = null;
  }

  private shut(): void {
    this.stop();
    this.player?.close();
    this.player = null;
    void this.context?.close();
    this.context = null;
  }

  private layOut(): void {
    if (this.player) this.player.arrange(this.laidOut);
    else this.fetchAhead();
  }

  /** Clicks are made here, everything else comes from the server. */
  private readonly bytesOf = (path: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> => {
    const clicks = this.clicks?.segmentAt(path);
    return clicks ? Promise.resolve(clicks) : requestBytes(path, signal);
  };

  /** Before there is a player: has that fetched which it would begin with. */
  private fetchAhead(): void {
    if (!this.sounds) return;
    const { store } = this.sounds;
    void this.module().then(({ fetchBeginning }) => {
      if (!this.player) fetchBeginning(store, this.laidOut, this.standing);
    });
  }

  private get laidOut(): Arrangement {
    const { arrangement, clicks } = this;
    return clicks ? { ...arrangement, beds: [...arrangement.beds, clicks.lane] } : arrangement;
  }

  private module(): Promise<PlayerModule> {
    this.loading ??= import('../../../player/player').catch((error: unknown) => {
      this.loading = null;
      throw error;
    });
    return this.loading;
  }

  /** Switching, muting and scrubbing are to be heard at once, and what is played is laid out long before: hence interactive. */
  private contextFor(arrangement: Arrangement): AudioContext {
    if (this.context) return this.context;
    const sampleRate = heardLanes(arrangement)[0]?.source.sampleRate;
    const options = { latencyHint: 'interactive' as const };
    try {
      this.context = new AudioContext(sampleRate === undefined ? options : { ...options, sampleRate });
    } catch {
      // A rate that this browser does not play: then it converts.
      this.context = new AudioContext(options);
    }
    return this.context;
  }

  private setUp(player: Player): void {
    player.onFailure(() => {
      this.failures.call();
    });
    player.arrange(this.laidOut);
    player.mix(this.mixer.getSnapshot());
    player.setVolume(this.volume);
    player.setLoop(this.loop);
    player.standAt(this.standing);
    if (this.order) player.start(this.order.position, this.order.speed);
  }
}
