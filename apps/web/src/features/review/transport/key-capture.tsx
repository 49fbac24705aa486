import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keyBindings, setKeyBindings } from './key-bindings';
import { bindable, bound, takenBy, type KeyAct, type KeyName } from './keys';
import styles from './keys-help.module.css';

interface Props {
  readonly act: KeyAct;
  readonly onDone: () => void;
}

/** Waits for the new key of an act, and asks before it takes one from another act. */
export function KeyCapture({ act, onDone }: Props) {
  const { t } = useTranslation('review');
  const [wanted, setWanted] = useState<KeyName | null>(null);
  const [cannot, setCannot] = useState(false);
  const field = useRef<HTMLSpanElement>(null);
  const taken = wanted === null ? null : takenBy(wanted, act, keyBindings());
  useEffect(() => {
    field.current?.focus();
  }, []);

  function bind(name: KeyName) {
    setKeyBindings(bound(keyBindings(), act, name));
    onDone();
  }

  if (wanted !== null && taken !== null)
    return (
      <span className={styles.capture} role="alertdialog" aria-label={t('keys.press')}>
        {t('keys.taken', { act: t(`keys.${taken}`) })}
        <Button
          autoFocus
          onClick={() => {
            bind(wanted);
          }}
        >
          {t('keys.take')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('keys.leave')}
        </Button>
      </span>
    );
  return (
    <span
      ref={field}
      className={styles.capture}
      role="textbox"
      tabIndex={0}
      aria-label={t('keys.press')}
      onBlur={onDone}
      onKeyDown={(event) => {
        if (event.key === 'Tab') return;
        event.preventDefault();
        event.stopPropagation();
        if (event.key === 'Escape') {
          onDone();
          return;
        }
        if (/^(Shift|Alt|Control|Meta)$/.test(event.key)) return;
        const name = bindable(event.nativeEvent);
        setCannot(name === null);
        if (name === null) return;
        if (takenBy(name, act, keyBindings()) === null) bind(name);
        else setWanted(name);
      }}
    >
      {t(cannot ? 'keys.cannot' : 'keys.press')}
    </span>
  );
}
