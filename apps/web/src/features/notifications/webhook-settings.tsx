import { Button, CopyButton, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { removeWebhook, setWebhook, webhookQuery } from '../../api/notifications';
import { readFields } from '../../ui/form-fields';
import { FormProblem } from '../../ui/form-problem';
import { WebhookCalls } from './webhook-calls';

/** Where a film tells another program what happens, and whether that program takes it. */
export function WebhookSettings({ filmId }: { filmId: string }) {
  const { t } = useTranslation('notices');
  const webhook = useQuery(webhookQuery(filmId));
  const change = { changes: ['notices', 'audit'] as const, ownError: true };
  const set = useMutation({ mutationFn: (url: string) => setWebhook(filmId, url), meta: change });
  const remove = useMutation({ mutationFn: () => removeWebhook(filmId), onSuccess: set.reset, meta: change });
  if (!webhook.data) return <FormProblem error={webhook.error} />;
  const { url, calls } = webhook.data;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate(readFields(event.currentTarget, 'url').url);
      }}
    >
      <Fieldset legend={t('webhook.title')}>
        <Stack gap="sm">
          <Text c="dimmed">{t('webhook.why')}</Text>
          <TextInput
            key={url}
            label={t('webhook.address')}
            description={t('webhook.addressHint')}
            name="url"
            type="url"
            defaultValue={url ?? ''}
            autoComplete="off"
            required
          />
          {set.data && <Secret secret={set.data.secret} />}
          <FormProblem error={set.error ?? remove.error} />
          <Group gap="xs">
            <Button type="submit" variant="default" loading={set.isPending}>
              {t(url === null ? 'webhook.set' : 'webhook.setAgain')}
            </Button>
            {url !== null && (
              <Button
                variant="subtle"
                color="red"
                loading={remove.isPending}
                onClick={() => {
                  remove.mutate();
                }}
              >
                {t('webhook.remove')}
              </Button>
            )}
          </Group>
          {url !== null && <WebhookCalls calls={calls} />}
        </Stack>
      </Fieldset>
    </form>
  );
}

function Secret({ secret }: { secret: string }) {
  const { t } = useTranslation('notices');
  return (
    <Group gap="xs" align="end" wrap="nowrap">
      <TextInput
        label={t('webhook.secret')}
        description={t('webhook.secretOnce')}
        value={secret}
        readOnly
        styles={{ input: { fontFamily: 'var(--font-timecode)' } }}
        style={{ flex: 1 }}
        onFocus={(event) => {
          event.currentTarget.select();
        }}
      />
      <CopyButton value={secret}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {t(copied ? 'webhook.copied' : 'webhook.copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
