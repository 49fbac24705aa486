import { Kbd } from '@mantine/core';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findItems } from './find-items';
import styles from './palette.module.css';
import { useItemGroups } from './use-item-groups';

const [store, palette] = createSpotlight();

/** Finds cues, notes, people and films, and does what can be done here: opened by a key, worked by the keyboard. */
export function Palette({ filmId, onClosed }: { filmId: string | undefined; onClosed: () => void }) {
  const { t } = useTranslation('palette');
  const [typed, setTyped] = useState('');
  const groups = findItems(useItemGroups(filmId), typed);
  useEffect(() => {
    palette.open();
  }, []);
  return (
    <Spotlight.Root
      store={store}
      query={typed}
      onQueryChange={setTyped}
      // Opened by whoever shows it: of a key of its own it would know nothing while it is not loaded.
      shortcut={null}
      scrollable
      centered={false}
      overlayProps={{ blur: 0, backgroundOpacity: 0.5 }}
      maxHeight="min(560px, 70vh)"
      attributes={{ content: { 'aria-label': t('label') } }}
      onSpotlightClose={onClosed}
    >
      <Spotlight.Search placeholder={t('placeholder')} aria-label={t('label')} />
      <Spotlight.ActionsList>
        {groups.map(({ name, items }) => (
          <Spotlight.ActionsGroup key={name} label={name}>
            {items.map(({ id, label, detail, keys, run }) => (
              <Spotlight.Action
                key={id}
                onClick={run}
                className={styles.item ?? ''}
                rightSection={keys === undefined ? undefined : <Kbd>{keys}</Kbd>}
              >
                <span className={styles.words}>
                  <span className={styles.label}>{label}</span>
                  {detail !== undefined && detail !== '' && <span className={styles.detail}>{detail}</span>}
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 && <Spotlight.Empty>{t('none')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
