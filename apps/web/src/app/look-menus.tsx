import { Menu } from '@mantine/core';
import { IconLanguage, IconPalette } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LANGUAGE_NAMES, LANGUAGES } from '../ui/look/languages';
import { chooseLook, useLook } from '../ui/look/look';
import { THEMES } from '../ui/theme/themes';

const SYSTEM = 'system';

/** Theme and language, within the account menu. */
export function LookMenus() {
  const { t } = useTranslation();
  const { theme, language } = useLook();
  return (
    <>
      <Menu.Sub>
        <Menu.Sub.Target>
          <Menu.Sub.Item leftSection={<IconPalette size={15} aria-hidden />}>
            {t('theme.label')}
          </Menu.Sub.Item>
        </Menu.Sub.Target>
        <Menu.Sub.Dropdown>
          <Menu.RadioGroup
            value={theme ?? SYSTEM}
            onChange={(chosen) => {
              chooseLook({ theme: THEMES.find((known) => known === chosen) ?? null });
            }}
          >
            <Menu.RadioItem value={SYSTEM}>{t('theme.system')}</Menu.RadioItem>
            {THEMES.map((name) => (
              <Menu.RadioItem key={name} value={name}>
                {t(`theme.${name}`)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Sub.Dropdown>
      </Menu.Sub>
      <Menu.Sub>
        <Menu.Sub.Target>
          <Menu.Sub.Item leftSection={<IconLanguage size={15} aria-hidden />}>
            {t('language.label')}
          </Menu.Sub.Item>
        </Menu.Sub.Target>
        <Menu.Sub.Dropdown>
          <Menu.RadioGroup
            value={language ?? SYSTEM}
            onChange={(chosen) => {
              chooseLook({ language: LANGUAGES.find((known) => known === chosen) ?? null });
            }}
          >
            <Menu.RadioItem value={SYSTEM}>{t('language.system')}</Menu.RadioItem>
            {LANGUAGES.map((tag) => (
              <Menu.RadioItem key={tag} value={tag} lang={tag}>
                {LANGUAGE_NAMES[tag]}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Sub.Dropdown>
      </Menu.Sub>
    </>
  );
}
