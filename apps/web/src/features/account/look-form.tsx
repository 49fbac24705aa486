import { NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LANGUAGE_NAMES, LANGUAGES } from '../../ui/look/languages';
import { chooseLook, useLook } from '../../ui/look/look';
import { THEMES } from '../../ui/theme/themes';

/** Theme and language, which hold at once. */
export function LookForm() {
  const { t } = useTranslation();
  const { theme, language } = useLook();
  return (
    <Stack gap="sm">
      <Title order={2}>{t('account.look')}</Title>
      <Text c="dimmed">{t('account.lookWhy')}</Text>
      <NativeSelect
        label={t('theme.label')}
        value={theme ?? ''}
        data={[
          { value: '', label: t('theme.system') },
          ...THEMES.map((name) => ({ value: name, label: t(`theme.${name}`) })),
        ]}
        onChange={({ currentTarget: { value } }) => {
          chooseLook({ theme: THEMES.find((known) => known === value) ?? null });
        }}
      />
      <NativeSelect
        label={t('language.label')}
        description={t('account.languageMail')}
        value={language ?? ''}
        data={[
          { value: '', label: t('language.system') },
          ...LANGUAGES.map((tag) => ({ value: tag, label: LANGUAGE_NAMES[tag] })),
        ]}
        onChange={({ currentTarget: { value } }) => {
          chooseLook({ language: LANGUAGES.find((known) => known === value) ?? null });
        }}
      />
    </Stack>
  );
}
