import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { IconFlare } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { StreamerChoice } from './streamer-choice';

const StreamerChoices = lazy(() => import('./streamer-choices'));

interface Props {
  readonly choice: StreamerChoice;
  readonly onChoice: (choice: StreamerChoice) => void;
}

/** Switches streamers and the click. */
export function StreamerMenu({ choice, onChoice }: Props) {
  const { t } = useTranslation('review');
  const on = choice.kind !== 'off' || choice.click;
  return (
    <Popover position="top-end" trapFocus>
      <Popover.Target>
        <Tooltip label={t('transport.streamers')}>
          <ActionIcon aria-label={t('transport.streamers')} {...(on && { variant: 'light', color: 'teal' })}>
            <IconFlare size={17} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('transport.streamers')}>
        <Suspense>
          <StreamerChoices choice={choice} onChoice={onChoice} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
