import { setTimeout } from 'node:timers/promises';
import type { CDPSession, Locator, Page } from 'playwright-core';

/** A finger that has not moved for so long does not fling. */
const REST_MS = 150;

/** A place on the screen, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Fingers on a touch screen, beyond the taps that Playwright knows. */
export class Fingers {
  private constructor(private readonly session: CDPSession) {}

  static async on(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page));
  }

  /** Puts fingers down, one at each place. */
  async down(...points: readonly Point[]): Promise<void> {
    await this.send('touchStart', points);
  }

  /** Moves all fingers that are down. */
  async move(...points: readonly Point[]): Promise<void> {
    await this.send('touchMove', points);
  }

  /** Lifts all fingers. */
  async up(): Promise<void> {
    await this.send('touchEnd', []);
  }

  /** One finger from one place to another, where it rests: lifted in full flight it flings, and the next tap would only stop that. */
  async drag(from: Point, to: Point): Promise<void> {
    await this.down(from);
    for (const share of [0.25, 0.5, 0.75, 1])
      await this.move({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
    await setTimeout(REST_MS);
    await this.move(to);
    await this.up();
  }

  /** One finger, twice on the same place: sent without waiting in between, for a slow double tap is two taps. */
  async doubleTap(place: Point): Promise<void> {
    await Promise.all([this.down(place), this.up(), this.down(place), this.up()]);
  }

  private async send(type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly Point[]): Promise<void> {
    const touchPoints = points.map(({ x, y }, id) => ({ x, y, id }));
    await this.session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }
}

/** A place in what is shown of an element, as shares of its width and height. */
export async function pointIn(place: Locator, right = 0.5, down = 0.5): Promise<Point> {
  await place.scrollIntoViewIfNeeded();
  const box = await place.boundingBox();
  if (!box) throw new Error(`${String(place)} is not shown`);
  return { x: box.x + box.width * right, y: box.y + box.height * down };
}
