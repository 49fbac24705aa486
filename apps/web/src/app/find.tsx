import { Button, Kbd } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './shell.module.css';

const Palette = lazy(async () => ({ default: (await import('../features/palette/palette')).Palette }));

/** As it is written on the key of the system. */
const KEYS = /Mac|iP(hone|ad)/.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K';

/** Opens the palette: by its button, or from anywhere with Ctrl or Cmd and K. */
export function Find({ filmId }: { filmId: string | undefined }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      // Browsers would search the web with it.
      event.preventDefault();
      setOpened(true);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
  return (
    <>
      <Button
        variant="default"
        className={styles.find ?? ''}
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={<Kbd size="xs">{KEYS}</Kbd>}
        onClick={() => {
          setOpened(true);
        }}
      >
        <span className={styles.findWord}>{t('find')}</span>
      </Button>
      <Suspense>
        {opened && (
          <Palette
            filmId={filmId}
            onClosed={() => {
              setOpened(false);
            }}
          />
        )}
      </Suspense>
    </>
  );
}
