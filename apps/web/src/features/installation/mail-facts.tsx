import type { Installation } from '@segue/protocol';
import { useTranslation } from 'react-i18next';
import { Fact, Facts } from './fact-rows';
import { Section } from './section';
import { useFigures } from './use-figures';

/** Whether what people are told reaches them by mail, and other programs by webhook. */
export function MailFacts({ installation: { mail, webhooks } }: { installation: Installation }) {
  const { t } = useTranslation('installation');
  const { count } = useFigures();
  const times = (name: 'mail.troubled' | 'mail.webhooksFailed', many: number) =>
    many > 0 ? t(name, { count: many, shown: count(many) }) : null;
  return (
    <Section
      title={t('mail.title')}
      note={mail === null ? t('mail.off') : mail.lastTrouble && t('mail.last', { trouble: mail.lastTrouble })}
    >
      <Facts label={t('mail.title')}>
        {mail && (
          <>
            <Fact
              name={t('mail.waiting')}
              more={times('mail.troubled', mail.troubled)}
              value={count(mail.waiting)}
              verdict={mail.troubled > 0 ? 'warn' : 'good'}
            />
            <Fact
              name={t('mail.failed')}
              why={t('mail.failedWhy')}
              more={t('mail.days')}
              value={count(mail.failed)}
              verdict={mail.failed > 0 ? 'warn' : 'good'}
            />
            <Fact
              name={t('mail.unsure')}
              why={t('mail.unsureWhy')}
              more={t('mail.days')}
              value={count(mail.unsure)}
              verdict={mail.unsure > 0 ? 'warn' : 'good'}
            />
          </>
        )}
        <Fact
          name={t('mail.webhooks')}
          more={times('mail.webhooksFailed', webhooks.failed)}
          value={count(webhooks.waiting)}
          verdict={webhooks.failed > 0 ? 'warn' : 'good'}
        />
      </Facts>
    </Section>
  );
}
