import { ActionIcon, Menu, NativeSelect, Table } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { Role } from '@segue/access-policy';
import type { IssuedLink, Member } from '@segue/protocol';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeRole, removeMember, renewLink, revokeLink } from '../../api/people';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { LinkText } from './link-text';
import styles from './people-panel.module.css';

interface Props {
  readonly filmId: string;
  readonly member: Member;
  readonly isSelf: boolean;
  /** The roles that may be handed out; none for those who only look. */
  readonly roles: readonly Role[];
  readonly onIssued: (link: IssuedLink, name: string) => void;
}

const meta = { changes: ['people'] } as const;

export function MemberRow({ filmId, member, isSelf, roles, onIssued }: Props) {
  const { t } = useTranslation('people');
  const [asking, setAsking] = useState(false);
  const { personId, name, role, link } = member;
  const reassign = useMutation({ mutationFn: (next: Role) => changeRole(filmId, personId, next), meta });
  const remove = useMutation({ mutationFn: () => removeMember(filmId, personId), meta });
  const renew = useMutation({
    mutationFn: () => renewLink(filmId, personId),
    onSuccess: (issued) => {
      onIssued(issued, name);
    },
    meta,
  });
  const revoke = useMutation({ mutationFn: () => revokeLink(filmId, personId), meta });
  const manages = roles.length > 0;

  return (
    <Table.Tr>
      <Table.Th scope="row" className={styles.name}>
        {name} {isSelf && <span className={styles.soft}>{t('you')}</span>}
        {member.email !== null && <div className={styles.soft}>{member.email}</div>}
      </Table.Th>
      <Table.Td>
        {manages && role !== 'guest' ? (
          <NativeSelect
            aria-label={t('roleOf', { name })}
            className={styles.role}
            data={roles.map((each) => ({ value: each, label: t(`roles.${each}`) }))}
            value={reassign.isPending ? reassign.variables : role}
            onChange={(event) => {
              const next = roles.find((each) => each === event.currentTarget.value);
              if (next) reassign.mutate(next);
            }}
          />
        ) : (
          t(`roles.${role}`)
        )}
      </Table.Td>
      <Table.Td className={styles.soft}>{t(`can.${role}`)}</Table.Td>
      {manages && (
        <>
          <Table.Td className={styles.soft}>
            {role === 'guest' ? t('link.guest') : <LinkText link={link} none={t('link.none')} />}
          </Table.Td>
          <Table.Td>
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon aria-label={t('actionsFor', { name })}>
                  <IconDots size={16} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {role !== 'guest' && (
                  <Menu.Item
                    onClick={() => {
                      renew.mutate();
                    }}
                  >
                    {t(link === null ? 'link.make' : 'link.renew')}
                  </Menu.Item>
                )}
                {link !== null && link.revokedAt === null && role !== 'guest' && (
                  <Menu.Item
                    onClick={() => {
                      revoke.mutate();
                    }}
                  >
                    {t('link.revoke')}
                  </Menu.Item>
                )}
                <Menu.Item
                  color="red"
                  onClick={() => {
                    setAsking(true);
                  }}
                >
                  {t('remove.open')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
            <ConfirmDialog
              opened={asking}
              title={t('remove.title', { name })}
              action={t('remove.action')}
              pending={remove.isPending}
              onConfirm={() => {
                remove.mutate(undefined, {
                  onSettled: () => {
                    setAsking(false);
                  },
                });
              }}
              onClose={() => {
                setAsking(false);
              }}
            >
              {t('remove.text', { name })}
            </ConfirmDialog>
          </Table.Td>
        </>
      )}
    </Table.Tr>
  );
}
