import { Button, Table } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { grantableRoles, may, type Standing } from '@segue/access-policy';
import type { IssuedLink } from '@segue/protocol';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { peopleQuery } from '../../api/people';
import { ErrorState } from '../../ui/error-state';
import { GuestLink } from './guest-link';
import { InviteDialog } from './invite-dialog';
import { IssuedLinkDialog } from './issued-link-dialog';
import { MemberRow } from './member-row';
import styles from './people-panel.module.css';

interface Props {
  readonly filmId: string;
  readonly personId: string;
  readonly standing: Standing;
}

/** Who is on the film, in which role, and how they get in. */
export function PeoplePanel({ filmId, personId, standing }: Props) {
  const { t } = useTranslation('people');
  const people = useQuery(peopleQuery(filmId));
  const [inviting, setInviting] = useState(false);
  const [issued, setIssued] = useState<{ link: IssuedLink; name: string | null } | null>(null);
  const manages = may(standing, 'manage people');
  const roles = grantableRoles(standing);

  if (people.isError) return <ErrorState title={t('failed')}>{people.error.message}</ErrorState>;
  if (people.isPending) return null;

  return (
    <div className={styles.panel}>
      {manages && (
        <div className={styles.actions}>
          <Button
            leftSection={<IconUserPlus size={15} aria-hidden />}
            onClick={() => {
              setInviting(true);
            }}
          >
            {t('invite.open')}
          </Button>
        </div>
      )}
      <Table aria-label={t('title')} verticalSpacing={6} className={styles.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('columns.name')}</Table.Th>
            <Table.Th>{t('columns.role')}</Table.Th>
            <Table.Th>{t('columns.can')}</Table.Th>
            {manages && (
              <>
                <Table.Th>{t('columns.link')}</Table.Th>
                <Table.Th aria-label={t('columns.actions')} />
              </>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.data.members.map((member) => (
            <MemberRow
              key={member.personId}
              filmId={filmId}
              member={member}
              isSelf={member.personId === personId}
              roles={roles}
              onIssued={(link, name) => {
                setIssued({ link, name });
              }}
            />
          ))}
        </Table.Tbody>
      </Table>
      {manages && (
        <GuestLink
          filmId={filmId}
          link={people.data.guestLink}
          onIssued={(link) => {
            setIssued({ link, name: null });
          }}
        />
      )}
      <InviteDialog
        filmId={filmId}
        roles={roles}
        opened={inviting}
        onClose={() => {
          setInviting(false);
        }}
        onInvited={(link, name) => {
          setInviting(false);
          setIssued({ link, name });
        }}
      />
      <IssuedLinkDialog
        link={issued?.link ?? null}
        name={issued?.name ?? null}
        onClose={() => {
          setIssued(null);
        }}
      />
    </div>
  );
}
