import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { IssuedLink } from '@segue/protocol';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../ui/moment';

interface Props {
  /** The link to show; null while there is none. */
  readonly link: IssuedLink | null;
  /** Whom it lets in; null for a guest link. */
  readonly name: string | null;
  readonly onClose: () => void;
}

/** Shows a link's address: the only time that it can be seen. */
export function IssuedLinkDialog({ link, name, onClose }: Props) {
  const { t } = useTranslation('people');
  return (
    <Modal
      opened={link !== null}
      onClose={onClose}
      title={name === null ? t('issued.guestTitle') : t('issued.title', { name })}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {link !== null && (
        <Stack gap="sm">
          <Text c="dimmed">{t(name === null ? 'issued.guestText' : 'issued.text', { name })}</Text>
          <Group gap="xs" align="end" wrap="nowrap">
            <TextInput
              label={t(name === null ? 'issued.guestLink' : 'issued.link')}
              value={link.url}
              readOnly
              styles={{ input: { fontFamily: 'var(--font-timecode)' } }}
              style={{ flex: 1 }}
              onFocus={(event) => {
                event.currentTarget.select();
              }}
            />
            <CopyButton value={link.url}>
              {({ copied, copy }) => (
                <Button
                  data-autofocus
                  onClick={copy}
                  leftSection={
                    copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />
                  }
                >
                  {t(copied ? 'issued.copied' : 'issued.copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
          <Text c="dimmed" size="xs">
            {t('issued.once')} {t('issued.expires')} <Moment at={link.expiresAt} />.
          </Text>
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {t('issued.done')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
