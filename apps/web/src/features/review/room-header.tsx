import { ActionIcon, Tooltip } from '@mantine/core';
import type { CueSummary, Cut } from '@segue/protocol';
import { timecodeLabel } from '@segue/timecode';
import { IconLayoutBottombar, IconLink } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useOthers, useRefused, useSaveState } from '../../realtime/use-session';
import { Choice } from '../../ui/choice';
import { PeopleDots } from '../../ui/people-dots';
import { SaveBadge } from '../../ui/save-badge';
import { useReview } from './review-context';
import styles from './review-room.module.css';
import { setRoomView } from './room-choice';
import { VersionDifference } from './version-difference';
import { VersionSelect } from './version-select';

interface Props {
  readonly cue: CueSummary;
  readonly cuts: readonly Cut[];
  readonly onCut: (cutId: string) => void;
  readonly onVersion: (number: number) => void;
  readonly deliver: ReactNode;
}

/** What is reviewed, who is here, and whether one's work is safe. */
export const RoomHeader = memo(function RoomHeader({ cue, cuts, onCut, onVersion, deliver }: Props) {
  const { t } = useTranslation('review');
  const { notes, cut, version, format, transport, copyLink } = useReview();
  const state = useSaveState(notes);
  const refused = useRefused(notes);
  return (
    <header className={styles.header}>
      <h1 className={styles.title}>
        <span className={styles.number}>{cue.number}</span> {cue.title}
      </h1>
      <VersionSelect onChoose={onVersion} />
      <VersionDifference cuts={cuts} />
      {cuts.length > 0 && (
        <Choice
          aria-label={t('cut.label')}
          w={150}
          options={cuts.map(({ id, name, movie }) => ({
            value: id,
            label: movie ? name : t('cut.withoutPicture', { name }),
          }))}
          value={cut?.id ?? ''}
          onChoose={onCut}
        />
      )}
      {deliver}
      {/* Before the buttons: people come and go, and nothing that is pressed moves. */}
      <span className={styles.here}>
        <Here />
      </span>
      <span className={styles.headerEnd}>
        <Tooltip label={t('view.page')}>
          <ActionIcon
            aria-label={t('view.page')}
            onClick={() => {
              setRoomView('page');
            }}
          >
            <IconLayoutBottombar size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('link.frame')}>
          <ActionIcon
            aria-label={t('link.frame')}
            onClick={() => {
              copyLink({
                ...(version ? { version: version.number } : {}),
                at: timecodeLabel(transport.position, format),
              });
            }}
          >
            <IconLink size={16} />
          </ActionIcon>
        </Tooltip>
        <SaveBadge
          status={state.status}
          unsaved={state.unsaved}
          onlyInPage={state.onlyInPage}
          refused={refused.length}
        />
      </span>
    </header>
  );
});

/** Who has the room open. */
function Here() {
  const { t } = useTranslation('review');
  const { notes, me } = useReview();
  const others = useOthers(notes);
  const here = new Map([[me.id, me.name], ...others.map(({ personId, name }) => [personId, name] as const)]);
  return <PeopleDots label={t('here')} people={[...here].map(([id, name]) => ({ id, name }))} />;
}
