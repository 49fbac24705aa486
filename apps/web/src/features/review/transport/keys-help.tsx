import { Button, Kbd, Modal, TextInput, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setKeyBindings, useKeyBindings } from './key-bindings';
import { KeyCapture } from './key-capture';
import { DEFAULT_KEYS, KEY_ACTS, writtenOn, type KeyAct } from './keys';
import styles from './keys-help.module.css';

/** What is not for binding, but belongs on the list. */
const FIXED = [
  ['take1', '1 … 9'],
  ['undo', 'Ctrl Z'],
  ['redo', 'Ctrl Shift Z'],
] as const;

/** The keys of the room: to be looked up, and to be bound anew. */
export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('review');
  const bindings = useKeyBindings();
  const [searched, setSearched] = useState('');
  const [changing, setChanging] = useState<KeyAct | null>(null);
  const isAsked = (name: string, keys: string) =>
    `${name} ${keys}`.toLocaleLowerCase().includes(searched.trim().toLocaleLowerCase());
  const acts = KEY_ACTS.filter((act) =>
    isAsked(t(`keys.${act}`), bindings[act].flatMap(writtenOn).join(' ')),
  );
  const fixed = FIXED.filter(([act, keys]) => isAsked(t(`keys.${act}`), keys));
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.title')}
      size="xl"
      closeOnEscape={changing === null}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <TextInput
        data-autofocus
        aria-label={t('keys.search')}
        placeholder={t('keys.search')}
        value={searched}
        onChange={(event) => {
          setSearched(event.currentTarget.value);
        }}
      />
      {acts.length + fixed.length === 0 && <p className={styles.quiet}>{t('keys.none')}</p>}
      <ul className={styles.list}>
        {acts.map((act) => (
          <li key={act}>
            <span>{t(`keys.${act}`)}</span>
            {changing === act ? (
              <KeyCapture
                act={act}
                onDone={() => {
                  setChanging(null);
                }}
              />
            ) : (
              <button
                type="button"
                className={styles.keys}
                data-own={bindings[act].join() !== DEFAULT_KEYS[act].join() || undefined}
                onClick={() => {
                  setChanging(act);
                }}
              >
                <VisuallyHidden>{t('keys.change', { act: t(`keys.${act}`) })} </VisuallyHidden>
                {bindings[act][0] === undefined ? (
                  <span className={styles.quiet}>{t('keys.unbound')}</span>
                ) : (
                  writtenOn(bindings[act][0]).map((key) => <Kbd key={key}>{key}</Kbd>)
                )}
              </button>
            )}
          </li>
        ))}
        {fixed.map(([act, keys]) => (
          <li key={act}>
            <span>{t(`keys.${act}`)}</span>
            <Kbd>{keys}</Kbd>
          </li>
        ))}
      </ul>
      <footer className={styles.foot}>
        <p className={styles.quiet}>{t('keys.where')}</p>
        <Button
          variant="default"
          disabled={KEY_ACTS.every((act) => bindings[act].join() === DEFAULT_KEYS[act].join())}
          onClick={() => {
            setKeyBindings(null);
          }}
        >
          {t('keys.reset')}
        </Button>
      </footer>
    </Modal>
  );
}
