import { Button, Group } from '@mantine/core';
import type { IssuedLink, People } from '@segue/protocol';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { issueGuestLink, revokeGuestLink } from '../../api/people';
import { LinkText } from './link-text';
import styles from './people-panel.module.css';

interface Props {
  readonly filmId: string;
  readonly link: People['guestLink'];
  readonly onIssued: (link: IssuedLink) => void;
}

const meta = { changes: ['people'] } as const;

/** The film's one link for people who only read and comment under a name they give themselves. */
export function GuestLink({ filmId, link, onIssued }: Props) {
  const { t } = useTranslation('people');
  const issue = useMutation({ mutationFn: () => issueGuestLink(filmId), onSuccess: onIssued, meta });
  const revoke = useMutation({ mutationFn: () => revokeGuestLink(filmId), meta });
  const works = link !== null && link.revokedAt === null;
  return (
    <section className={styles.guest} aria-labelledby="guest-link">
      <div>
        <h2 id="guest-link">{t('guestLink.title')}</h2>
        <p>{t('guestLink.text')}</p>
        <p className={styles.soft}>
          <LinkText link={link} none={t('guestLink.none')} />
        </p>
      </div>
      <Group gap="xs" wrap="nowrap">
        <Button
          variant="default"
          loading={issue.isPending}
          onClick={() => {
            issue.mutate();
          }}
        >
          {t(works ? 'guestLink.renew' : 'guestLink.make')}
        </Button>
        {works && (
          <Button
            variant="default"
            loading={revoke.isPending}
            onClick={() => {
              revoke.mutate();
            }}
          >
            {t('guestLink.revoke')}
          </Button>
        )}
      </Group>
    </section>
  );
}
