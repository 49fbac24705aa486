import { Alert, Anchor, Button, CopyButton, Group, Progress, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react';
import type { DemoFilm, DemoLink } from '@segue/protocol';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly demo: DemoFilm;
  readonly onPutAway: () => void;
}

/** The demo film while it is being laid, and what came of it: links to hand out, or what went wrong. */
export function DemoFilmPanel({ demo, onPutAway }: Props) {
  const { t } = useTranslation('demo-film');
  if (demo.state === 'laying') return <Laying progress={demo.progress} />;
  const putAway = (
    <Button variant="default" onClick={onPutAway}>
      {t('putAway')}
    </Button>
  );
  if (demo.state === 'failed')
    return (
      <Alert
        color="red"
        variant="light"
        mb="lg"
        role="alert"
        title={t('failed')}
        icon={<IconAlertTriangle size={16} aria-hidden />}
      >
        <Stack gap="sm" align="start">
          <div>{t('failedText')}</div>
          <code>{demo.trouble}</code>
          {putAway}
        </Stack>
      </Alert>
    );
  return (
    <Alert
      variant="light"
      mb="lg"
      role="status"
      title={t('ready')}
      icon={<IconCheck size={16} aria-hidden />}
    >
      <Stack gap="sm" align="start">
        <div>{t('readyText')}</div>
        {demo.links.map((link) => (
          <LinkRow key={link.url} link={link} />
        ))}
        {putAway}
      </Stack>
    </Alert>
  );
}

function Laying({ progress }: { progress: DemoFilm['progress'] }) {
  const { t } = useTranslation('demo-film');
  const { step, cue, done, of } = progress ?? { step: 'music', cue: '', done: 0, of: 1 };
  const now = t(`steps.${step}`, { cue });
  return (
    <Stack gap="xs" mb="lg" role="status">
      <div>{t('laying')}</div>
      <Progress.Root>
        <Progress.Section value={(100 * done) / of} aria-label={t('progress')} />
      </Progress.Root>
      <Text c="dimmed">{now}</Text>
    </Stack>
  );
}

function LinkRow({ link: { name, role, url } }: { link: DemoLink }) {
  const { t } = useTranslation(['demo-film', 'people']);
  return (
    <Group gap="sm">
      <Anchor href={url} target="_blank" rel="noreferrer">
        {t('person', { name, role: t(`people:roles.${role}`) })}
      </Anchor>
      <CopyButton value={url}>
        {({ copied, copy }) => (
          <Button
            size="compact-sm"
            variant="default"
            onClick={copy}
            aria-label={t('copyOf', { name })}
            leftSection={copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
          >
            {t(copied ? 'copied' : 'copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
