import { Menu } from '@mantine/core';
import { may } from '@segue/access-policy';
import type { BoardNote } from '@segue/review-document';
import { IconLink, IconMessageQuestion, IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useReview } from '../review-context';
import { NoteReadings } from './note-readings';
import ReactItems from './react-items';
import { useWithdraw } from './use-withdraw';

interface Props {
  readonly note: BoardNote;
  /** Whether it stands, and is this person's own. */
  readonly mine: boolean;
  readonly onEdit: () => void;
  readonly onRead: () => void;
}

/** What can be done with a note, as entries of its menu. */
export default function NoteActs({ note, mine, onEdit, onRead }: Props) {
  const { t } = useTranslation('review');
  const { standing, copyLink, numberOf } = useReview();
  const withdraw = useWithdraw();
  const number = numberOf(note.version);
  const stands = !note.withdrawn;
  return (
    <>
      {stands && may(standing, 'comment') && (
        <>
          <ReactItems id={note.id} reactions={note.reactions} />
          <Menu.Divider />
        </>
      )}
      {stands && note.kind === 'feeling' && may(standing, 'upload versions') && (
        <Menu.Item leftSection={<IconMessageQuestion size={14} />} onClick={onRead}>
          {t('note.readAs')}
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconLink size={14} />}
        onClick={() => {
          copyLink({ ...(number === null ? {} : { version: number }), note: note.id });
        }}
      >
        {t('note.copyLink')}
      </Menu.Item>
      {mine && (
        <>
          <Menu.Item leftSection={<IconPencil size={14} />} onClick={onEdit}>
            {t('note.edit')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTrash size={14} />}
            onClick={() => {
              withdraw(note.id);
            }}
          >
            {t('note.withdraw')}
          </Menu.Item>
        </>
      )}
      <NoteReadings note={note} />
    </>
  );
}
