import { fileNameOf } from './media-names.js';
import type { Shown } from './picture-track.js';
import { attributeOf, childOf, type XmlElement } from './xml.js';

const REEL_KEY = 'com.apple.proapps.studio.reel';

/** What a clip of an asset shows, by the reel that either of them states, else by the asset's file or name. */
export function shownByAsset(clip: XmlElement, asset: XmlElement | undefined): Shown {
  const clipName = attributeOf(clip, 'name') || null;
  const stated = reelOf(clip) ?? (asset && reelOf(asset));
  const name = asset && (fileNameOf(sourceOf(asset)) || attributeOf(asset, 'name'));
  return { reel: stated || name || null, clipName, black: false };
}

/** What a multicam clip shows, by the angle whose picture it takes. */
export function shownByAngle(clip: XmlElement, media: XmlElement | undefined): Shown {
  const clipName = attributeOf(clip, 'name') || null;
  const source = clip.children.find(
    (child) => child.name === 'mc-source' && attributeOf(child, 'srcEnable') !== 'audio',
  );
  const id = source ? attributeOf(source, 'angleID') : null;
  const angles = (media && childOf(media, 'multicam'))?.children ?? [];
  const angle = angles.find((one) => id !== null && attributeOf(one, 'angleID') === id);
  const camera = (angle && attributeOf(angle, 'name')) ?? id ?? '';
  const name = (media && attributeOf(media, 'name')) ?? clipName ?? '';
  return { reel: `${name} ${camera}`.trim() || null, clipName, black: false };
}

/** Whether an asset has picture: it says so, or says nothing and not that it is sound. */
export function hasPicture(asset: XmlElement | undefined): boolean {
  const video = asset ? attributeOf(asset, 'hasVideo') : null;
  return video === null ? !asset || attributeOf(asset, 'hasAudio') !== '1' : video !== '0';
}

/** Whether a clip on an upper lane hides what is below it, as far as the file says: it is neither faded nor mixed. */
export function hidesBelow(clip: XmlElement): boolean {
  const blend = childOf(clip, 'adjust-blend');
  if (!blend) return true;
  const amount = attributeOf(blend, 'amount');
  const mode = attributeOf(blend, 'mode') ?? '0';
  return (amount === null || Number(amount) >= 1) && /^(?:0|normal)$/i.test(mode);
}

/** The address of an asset's file: its own up to version 1.8, of its original since. */
function sourceOf(asset: XmlElement): string {
  const media = asset.children.find(({ name }) => name === 'media-rep');
  return attributeOf(asset, 'src') ?? (media && attributeOf(media, 'src')) ?? '';
}

function reelOf(element: XmlElement): string | null {
  const metadata = childOf(element, 'metadata');
  const reel = metadata?.children.find((entry) => attributeOf(entry, 'key') === REEL_KEY);
  return reel ? attributeOf(reel, 'value') : null;
}
