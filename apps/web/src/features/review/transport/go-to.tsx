import { Button, Popover } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TimecodeField } from '../../../ui/timecode-field';
import { tempoHere } from '../clocks/use-clock-face';
import { useReview } from '../review-context';

interface Props {
  readonly opened: boolean;
  readonly onOpened: (open: boolean) => void;
}

/**
 * Goes to a timecode as people type it, a step from the playhead, or a bar of the version. Afterwards the keys of the room
 * work at once: the focus is not given back to the button.
 */
export function GoTo({ opened, onOpened }: Props) {
  const { t } = useTranslation('review');
  const { transport, format, version, versionHere } = useReview();
  return (
    <Popover opened={opened} onChange={onOpened} position="top" width={280} trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          px={8}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => {
            onOpened(!opened);
          }}
        >
          {t('goTo.button')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('goTo.title')}>
        <TimecodeField
          data-autofocus
          label={t('goTo.field')}
          description={t('goTo.hint')}
          value={null}
          optional
          format={format}
          from={() => transport.position}
          tempo={tempoHere({ version, versionHere })}
          onCommit={(position) => {
            if (position !== null) transport.seek(position);
            onOpened(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
