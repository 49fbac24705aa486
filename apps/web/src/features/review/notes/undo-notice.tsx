import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { UndoneAct } from '@segue/client';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';

/** Long enough to read it, see the mistake and reach the button. */
const STAYS_MS = 10_000;
const BRIEFLY_MS = 3000;

/** Says that something was withdrawn, with the button that puts it back. */
export function tellWithdrawn(restore: () => void): void {
  const id = notifications.show({
    message: (
      <Suspense>
        <Withdrawn
          onUndo={() => {
            restore();
            notifications.hide(id);
          }}
        />
      </Suspense>
    ),
    autoClose: STAYS_MS,
  });
}

/** Says what was taken back or done again. */
export function tellUndone(what: 'undone' | 'redone', act: UndoneAct): void {
  notifications.show({
    id: 'undone',
    message: (
      <Suspense>
        <Undone what={what} act={act} />
      </Suspense>
    ),
    autoClose: BRIEFLY_MS,
  });
}

function Withdrawn({ onUndo }: { onUndo: () => void }) {
  const { t } = useTranslation('notes');
  return (
    <Group justify="space-between" gap="xs">
      {t('undo.withdrawn')}
      <Button variant="light" onClick={onUndo}>
        {t('undo.undo')}
      </Button>
    </Group>
  );
}

function Undone({ what, act }: { what: 'undone' | 'redone'; act: UndoneAct }) {
  const { t } = useTranslation('notes');
  return t(`undo.${what}`, { act: t(`undo.act.${act}`) });
}
