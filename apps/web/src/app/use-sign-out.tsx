import { countUnsent } from '@segue/client';
import type { Person } from '@segue/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { forgetPerson } from './leave';

// Few people ever see it: every page would carry it otherwise.
const ConfirmDialog = lazy(async () => ({ default: (await import('../ui/confirm-dialog')).ConfirmDialog }));

/**
 * Signs out, and removes what this device keeps of the person; asks first when unsent work is in it.
 *
 * @param end ends the session, or all sessions, on the server.
 * @returns `ask` to start with, and the dialog to render somewhere that stays.
 */
export function useSignOut(
  person: Person,
  end: () => Promise<void>,
): { ask: () => void; pending: boolean; dialog: ReactNode } {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [unsent, setUnsent] = useState(0);
  const leave = useMutation({
    mutationFn: end,
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      await forgetPerson(client, person.id);
    },
  });
  const look = useMutation({
    mutationFn: () => countUnsent(person.id),
    onSuccess: (count) => {
      if (count > 0) setUnsent(count);
      else leave.mutate();
    },
  });
  return {
    ask: () => {
      look.mutate();
    },
    pending: look.isPending || leave.isPending,
    dialog: unsent > 0 && (
      <Suspense>
        <ConfirmDialog
          opened
          title={t('signOut.unsentTitle')}
          action={t('signOut.anyway')}
          pending={leave.isPending}
          onConfirm={() => {
            leave.mutate();
          }}
          onClose={() => {
            setUnsent(0);
          }}
        >
          {t('signOut.unsentText', { count: unsent })}
        </ConfirmDialog>
      </Suspense>
    ),
  };
}
