import type { PersonAtBrowser } from '../harness/browser.js';

/** What stands in the page under `hand`. Times are milliseconds; those since 1970 can be compared between pages. */
export interface WatchedHand {
  /** From the navigation until the room could be used; null until then. */
  readonly usable: number | null;
  /** Starts to listen to frames. */
  begin(): void;
  /** Ends it: the time from each frame to the next, and what of long frames was spent in which script. */
  end(): { readonly frames: readonly number[]; readonly scripts: readonly string[] };
  /** From each key to the end of the paint after it, since `begin`. */
  readonly keys: readonly number[];
  /** When Enter was pressed last, since 1970. */
  readonly entered: number;
  /** When a note with such words was first painted, since 1970. */
  painted(words: string): Promise<number>;
}

/** Has every page of somebody watch what their hands feel. */
export async function watchHand(at: PersonAtBrowser): Promise<void> {
  await at.context.addInitScript(watch);
}

/** Runs in the page, before anything of the app. */
function watch(): void {
  let frames: number[] = [];
  let scripts: string[] = [];
  let last: number | null = null;
  let listening = false;
  let usable: number | null = null;
  let entered = 0;
  const keys: number[] = [];

  const isUsable = () =>
    document.querySelector('button[aria-label="Play"]:not(:disabled)') !== null &&
    document.querySelector('[role="feed"][aria-busy="false"] article') !== null &&
    document.querySelector('textarea:not(:disabled)') !== null;
  const afterPaint = (then: (now: number) => void) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        then(performance.now());
      };
      port2.postMessage(null);
    });
  };
  const look = (now: number) => {
    if (usable === null && isUsable()) usable = performance.now();
    if (listening && last !== null) frames.push(now - last);
    last = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  new PerformanceObserver((list) => {
    if (!listening) return;
    for (const entry of list.getEntries()) {
      const long = entry.toJSON() as {
        duration: number;
        blockingDuration: number;
        scripts?: { invoker: string; duration: number; forcedStyleAndLayoutDuration: number }[];
      };
      const parts = (long.scripts ?? []).map(
        ({ invoker, duration, forcedStyleAndLayoutDuration: layout }) =>
          `${invoker} ${Math.round(duration)} (layout ${Math.round(layout)})`,
      );
      scripts.push(`${Math.round(long.duration)}: ${parts.join(', ')}`);
    }
  }).observe({ type: 'long-animation-frame' });

  window.addEventListener(
    'keydown',
    (event) => {
      const { timeStamp } = event;
      if (event.key === 'Enter') entered = performance.timeOrigin + timeStamp;
      afterPaint((now) => keys.push(now - timeStamp));
    },
    true,
  );

  const hand: WatchedHand = {
    get usable() {
      return usable;
    },
    begin: () => {
      frames = [];
      scripts = [];
      keys.length = 0;
      last = null;
      listening = true;
    },
    end: () => {
      listening = false;
      return { frames, scripts };
    },
    keys,
    get entered() {
      return entered;
    },
    painted: (words) =>
      new Promise((resolve) => {
        const seen = () =>
          [...document.querySelectorAll('article')].some((card) => card.textContent.includes(words));
        const observer = new MutationObserver(() => {
          if (!seen()) return;
          observer.disconnect();
          afterPaint((now) => {
            resolve(performance.timeOrigin + now);
          });
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
  };
  Object.assign(window, { hand });
}
