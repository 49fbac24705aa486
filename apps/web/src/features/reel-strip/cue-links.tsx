import { memo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomLinks } from '../../ui/room-links';
import styles from './reel-strip.module.css';
import type { StripCue } from './strip-items';
import { lengthShareOf, shareOf, type Stretch } from './strip-view';

interface Props {
  readonly links: RoomLinks;
  readonly blocks: readonly StripCue[];
  readonly whole: Stretch;
  readonly view: Stretch;
  readonly current: string | undefined;
  readonly onPoint: (cueId: string | null) => void;
  /** Called with a cue that has to be in view. */
  readonly onReach: (block: Stretch) => void;
  readonly onZoom: (factor: number, around: number) => void;
  readonly onWhole: () => void;
}

/**
 * The cues as links that lead to their rooms: one stop of the Tab key, the arrows walk among them. They lie over what is
 * drawn, in one list that is as long as the film: to look elsewhere or closer moves the list and none of the links.
 */
export function CueLinks(props: Props) {
  const { links, blocks, whole, view, current, onPoint, onReach, onZoom, onWhole } = props;
  const { t } = useTranslation('reel-strip');
  const list = useRef<HTMLOListElement>(null);
  const [at, setAt] = useState<string | null>(null);
  const stop = blocks.find(({ cue }) => cue.id === (at ?? current))?.cue.id ?? blocks[0]?.cue.id;

  function walk(event: KeyboardEvent<HTMLElement>): void {
    const index = Number((event.target as HTMLElement).dataset['index']);
    const block = blocks[index];
    if (!block) return;
    const to = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: blocks.length - 1 }[event.key];
    if (to !== undefined) {
      // The view follows by itself: the browser would scroll what is drawn away from its links.
      list.current?.children[to]?.querySelector('a')?.focus({ preventScroll: true });
    } else if (event.key === '+' || event.key === '-')
      onZoom(event.key === '+' ? 0.5 : 2, (block.from + block.to) / 2);
    else if (event.key === 'Escape') onWhole();
    else return;
    event.preventDefault();
  }

  const blockOf = (target: EventTarget): StripCue | undefined =>
    blocks[Number((target as Element).closest<HTMLElement>('a')?.dataset['index'] ?? -1)];

  return (
    <ol
      ref={list}
      className={styles.cues}
      style={{
        left: `${100 * shareOf(whole.from, view)}%`,
        width: `${100 * lengthShareOf(whole, view)}%`,
      }}
      aria-label={t('cues')}
      data-lanes={blocks.some(({ lane }) => lane > 0) ? 2 : 1}
      onClick={links.open}
      onKeyDown={walk}
      onFocus={({ target }) => {
        const block = blockOf(target);
        if (!block) return;
        setAt(block.cue.id);
        onPoint(block.cue.id);
        // Not under a pressed pointer: it would leave the link before it is released.
        if (target.matches(':focus-visible')) onReach(block);
      }}
      onBlur={() => {
        onPoint(null);
      }}
      onPointerOver={({ target }) => {
        onPoint(blockOf(target)?.cue.id ?? null);
      }}
      onPointerLeave={() => {
        onPoint(null);
      }}
    >
      <Links pathOf={links.pathOf} blocks={blocks} whole={whole} current={current} stop={stop} />
    </ol>
  );
}

interface LinksProps extends Pick<Props, 'blocks' | 'whole' | 'current'> {
  readonly pathOf: RoomLinks['pathOf'];
  /** The cue at which the Tab key stops. */
  readonly stop: string | undefined;
}

const Links = memo(function Links({ pathOf, blocks, whole, current, stop }: LinksProps) {
  return blocks.map((block, index) => (
    <CueLink
      key={block.cue.id}
      path={pathOf(block.cue.id)}
      block={block}
      index={index}
      whole={whole}
      current={block.cue.id === current}
      stop={block.cue.id === stop}
    />
  ));
});

interface LinkProps {
  readonly path: string;
  readonly block: StripCue;
  readonly index: number;
  readonly whole: Stretch;
  readonly current: boolean;
  readonly stop: boolean;
}

const CueLink = memo(function CueLink({ path, block, index, whole, current, stop }: LinkProps) {
  const { t } = useTranslation('reel-strip');
  const { cue, standing, lane, writtenTo } = block;
  const words = [
    t('cue', { number: cue.number, title: cue.title, standing: t(`standings.${standing}`) }),
    ...(cue.openNotes > 0 ? [t('open', { count: cue.openNotes })] : []),
    ...(cue.mustNotes > 0 ? [t('must', { count: cue.mustNotes })] : []),
    ...(writtenTo === null ? [] : [t('writtenTo', { cut: writtenTo })]),
  ];
  return (
    <li>
      <a
        data-mark-place
        href={path}
        className={styles.cue}
        style={{
          left: `${100 * shareOf(block.from, whole)}%`,
          width: `${100 * lengthShareOf(block, whole)}%`,
        }}
        data-lane={lane}
        data-index={index}
        aria-label={words.join(', ')}
        aria-current={current ? 'page' : undefined}
        tabIndex={stop ? 0 : -1}
        draggable={false}
      />
    </li>
  );
});
