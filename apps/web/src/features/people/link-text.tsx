import type { Member } from '@segue/protocol';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../ui/moment';

/** The state of a link in words. */
export function LinkText({ link, none }: { link: Member['link']; none: string }) {
  const { t } = useTranslation('people');
  if (link === null) return <>{none}</>;
  if (link.revokedAt !== null) {
    return (
      <>
        {t('link.revoked')} <Moment at={link.revokedAt} />
      </>
    );
  }
  if (Date.parse(link.expiresAt) < Date.now()) {
    return (
      <>
        {t('link.expired')} <Moment at={link.expiresAt} />
      </>
    );
  }
  return link.lastUsedAt === null ? (
    <>
      {t('link.unused')} <Moment at={link.expiresAt} />
    </>
  ) : (
    <>
      {t('link.used')} <Moment at={link.lastUsedAt} />
    </>
  );
}
