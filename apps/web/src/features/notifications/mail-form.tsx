import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { MAIL_RHYTHMS, type MailSettings } from '@segue/protocol';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeMailSettings, mailSettingsQuery } from '../../api/notifications';
import { Choice } from '../../ui/choice';
import { FormProblem } from '../../ui/form-problem';

/** When a person gets mail. */
export function MailForm() {
  const { t } = useTranslation('notices');
  const settings = useQuery(mailSettingsQuery).data;
  return (
    <Stack gap="sm">
      <Title order={2}>{t('mail.title')}</Title>
      {settings && !settings.sends && <Text c="dimmed">{t('mail.off')}</Text>}
      {settings?.sends === true && <Rhythm settings={settings} />}
    </Stack>
  );
}

function Rhythm({ settings }: { settings: MailSettings }) {
  const { t } = useTranslation('notices');
  const [rhythm, setRhythm] = useState(settings.rhythm);
  // The morning is that of the place where it was asked for.
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const save = useMutation({
    mutationFn: changeMailSettings,
    onSuccess: () => notifications.show({ message: t('mail.saved') }),
    meta: { changes: ['notices'], ownError: true },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ rhythm, timeZone });
      }}
    >
      <Stack gap="sm">
        <Text c="dimmed">
          {t('mail.why')}{' '}
          {settings.address === null ? t('mail.noAddress') : t('mail.address', { address: settings.address })}
        </Text>
        <Choice
          label={t('mail.when')}
          description={rhythm === 'daily' ? t('mail.zone', { zone: timeZone }) : undefined}
          value={rhythm}
          options={MAIL_RHYTHMS.map((value) => ({ value, label: t(`mail.rhythms.${value}`) }))}
          onChoose={setRhythm}
        />
        <FormProblem error={save.error} />
        <Group>
          <Button type="submit" variant="default" loading={save.isPending}>
            {t('mail.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
