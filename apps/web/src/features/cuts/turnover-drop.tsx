import { Button, FileButton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DropArea } from '../../ui/drop-area';
import styles from './cuts-panel.module.css';
import { inOrder } from './file-order';

/** What the cutting room sends with a cut. */
export interface Turnover {
  readonly movie: File | null;
  /** One for the whole, or one for each reel. */
  readonly editLists: readonly File[];
}

export const NO_FILES: Turnover = { movie: null, editLists: [] };

const MOVIE = /\.(mp4|m4v|mov|webm)$/i;
const EDIT_LIST = /\.(edl|otio|xml|fcpxml)$/i;

/** The name that a turnover suggests for its cut: that of its movie, or of its edit list, without the ending. */
export function nameOf({ movie, editLists }: Turnover): string {
  return (movie ?? editLists[0])?.name.replace(/\.[^.]+$/, '') ?? '';
}

interface Props {
  readonly turnover: Turnover;
  readonly onTurnover: (turnover: Turnover) => void;
}

/** Takes the movie and the edit lists of a new cut in one drop. */
export function TurnoverDrop({ turnover, onTurnover }: Props) {
  const { t } = useTranslation('film');
  const [strangers, setStrangers] = useState<readonly string[]>([]);
  const take = (files: readonly File[]) => {
    const movie = files.find(({ name }) => MOVIE.test(name)) ?? turnover.movie;
    const lists = files.filter(({ name }) => EDIT_LIST.test(name));
    const editLists = lists.length > 0 ? inOrder(lists) : turnover.editLists;
    setStrangers(files.filter((file) => file !== movie && !lists.includes(file)).map(({ name }) => name));
    onTurnover({ movie, editLists });
  };
  return (
    <DropArea className={styles.turnover} onFiles={take}>
      <span>{t('turnover.drop')}</span>
      <FileButton multiple inputProps={{ 'aria-label': t('turnover.choose') }} onChange={take}>
        {(props) => (
          <Button variant="default" leftSection={<IconUpload size={15} aria-hidden />} {...props}>
            {t('turnover.choose')}
          </Button>
        )}
      </FileButton>
      <span role="status" className={styles.soft}>
        {[turnover.movie, ...turnover.editLists].flatMap((file) => file?.name ?? []).join(' · ') ||
          t('turnover.hint')}
      </span>
      {strangers.length > 0 && (
        <span className={styles.warning}>{t('turnover.strangers', { files: strangers.join(', ') })}</span>
      )}
    </DropArea>
  );
}
