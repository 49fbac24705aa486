import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconBracketsContainEnd,
  IconBracketsContainStart,
  IconChevronLeft,
  IconChevronRight,
  IconDots,
  IconKeyboard,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBackFilled,
  IconPlayerSkipForwardFilled,
  IconRepeat,
  IconVolume,
  IconVolumeOff,
  IconX,
} from '@tabler/icons-react';
import { lazy, memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LateMenu } from '../../../ui/late-menu';
import { Timecode } from '../../../ui/timecode';
import { useReview } from '../review-context';
import { StreamerMenu } from '../streamers/streamer-menu';
import type { StreamerChoice } from '../streamers/streamer-choice';
import { GoTo } from './go-to';
import { Readout } from './readout';
import styles from './transport-bar.module.css';
import type { RoomActs } from './use-keys';
import { useTransportState } from './use-transport';

const MoreActs = lazy(() => import('./more-acts'));

interface Props {
  readonly goToOpen: boolean;
  readonly onGoToOpen: (open: boolean) => void;
  readonly acts: RoomActs;
  readonly streamers: StreamerChoice;
  readonly onStreamers: (choice: StreamerChoice) => void;
}

/** Plays, steps, marks, and says where the playhead is. */
export const TransportBar = memo(function TransportBar({
  goToOpen,
  onGoToOpen,
  acts,
  streamers,
  onStreamers,
}: Props) {
  const { t } = useTranslation('review');
  const { transport, format } = useReview();
  const { playing, speed, markIn, markOut, looping, waiting, volume } = useTransportState(transport);
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('transport.label')}>
      <Readout />
      <div className={styles.buttons}>
        <Tool
          label={t('transport.home')}
          keys="Home"
          onClick={() => {
            transport.goHome();
          }}
        >
          <IconPlayerSkipBackFilled size={16} />
        </Tool>
        <Tool
          label={t('transport.back')}
          keys="←"
          onClick={() => {
            transport.step(-1);
          }}
        >
          <IconChevronLeft size={18} />
        </Tool>
        <Tooltip label={`${t(playing ? 'transport.pause' : 'transport.play')}  Space`}>
          <ActionIcon
            size={36}
            radius="xl"
            variant="filled"
            color="teal"
            aria-label={t(playing ? 'transport.pause' : 'transport.play')}
            onClick={() => {
              transport.toggle();
            }}
          >
            {playing ? <IconPlayerPauseFilled size={18} /> : <IconPlayerPlayFilled size={18} />}
          </ActionIcon>
        </Tooltip>
        <Tool
          label={t('transport.forward')}
          keys="→"
          onClick={() => {
            transport.step(1);
          }}
        >
          <IconChevronRight size={18} />
        </Tool>
        <Tool
          label={t('transport.end')}
          keys="End"
          onClick={() => {
            transport.goToEnd();
          }}
        >
          <IconPlayerSkipForwardFilled size={16} />
        </Tool>
      </div>
      <span className={styles.said} role="status">
        {waiting ? t('transport.waiting') : playing && speed !== 1 ? t('transport.speed', { speed }) : ''}
      </span>
      <div className={styles.marks}>
        <Tool
          label={t('transport.markIn')}
          keys="I"
          onClick={() => {
            transport.markStart();
          }}
        >
          <IconBracketsContainStart size={16} />
        </Tool>
        <Tool
          label={t('transport.markOut')}
          keys="O"
          onClick={() => {
            transport.markEnd();
          }}
        >
          <IconBracketsContainEnd size={16} />
        </Tool>
        <Tool
          label={t('transport.loop')}
          keys="\\"
          pressed={looping}
          onClick={() => {
            transport.setLooping(!looping);
          }}
        >
          <IconRepeat size={16} />
        </Tool>
        {(markIn !== null || markOut !== null) && (
          <span className={styles.range}>
            <Timecode flicks={markIn} format={format} /> – <Timecode flicks={markOut} format={format} />
            <Tool
              label={t('transport.clearMarks')}
              keys="X"
              onClick={() => {
                transport.setMarks(null, null);
              }}
            >
              <IconX size={14} />
            </Tool>
          </span>
        )}
      </div>
      <div className={styles.end}>
        <StreamerMenu choice={streamers} onChoice={onStreamers} />
        <GoTo opened={goToOpen} onOpened={onGoToOpen} />
        <Tool
          label={t(volume === 0 ? 'transport.unmute' : 'transport.mute')}
          onClick={() => {
            transport.setVolume(volume === 0 ? 1 : 0);
          }}
        >
          {volume === 0 ? <IconVolumeOff size={17} /> : <IconVolume size={17} />}
        </Tool>
        <input
          type="range"
          className={styles.volume}
          min={0}
          max={1}
          step={0.01}
          value={volume}
          aria-label={t('transport.volume')}
          onChange={({ currentTarget }) => {
            transport.setVolume(currentTarget.valueAsNumber);
          }}
        />
        <LateMenu
          position="top-end"
          width={320}
          button={
            <ActionIcon aria-label={t('transport.more')} title={t('transport.more')}>
              <IconDots size={17} />
            </ActionIcon>
          }
        >
          <MoreActs acts={acts} />
        </LateMenu>
        <Button
          variant="subtle"
          color="gray"
          px={6}
          className={styles.keys}
          aria-label={t('keys.title')}
          onClick={acts.keys}
        >
          <IconKeyboard size={17} />
        </Button>
      </div>
    </div>
  );
});

function Tool({
  label,
  keys,
  pressed,
  onClick,
  children,
}: {
  label: string;
  keys?: string;
  /** Undefined for what is done once. */
  pressed?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Tooltip label={keys === undefined ? label : `${label}  ${keys}`}>
      <ActionIcon
        aria-label={label}
        aria-pressed={pressed}
        {...(pressed === true ? { variant: 'light', color: 'teal' } : {})}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
