import { Button, type ButtonProps } from '@mantine/core';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './hold-button.module.css';

interface Props extends Omit<ButtonProps, 'children'> {
  readonly children: ReactNode;
  readonly onConfirm: () => void;
}

type Hand = 'pointer' | 'key';

/** Long enough not to happen by accident, short enough not to annoy. */
const HOLD_MILLISECONDS = 1000;

/** A button that acts when it has been held for a second, by pointer or with Enter or Space. Letting go takes it back. */
export function HoldButton({ children, onConfirm, disabled = false, ...rest }: Props) {
  const { t } = useTranslation('ui');
  const [holding, setHolding] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const heldBy = useRef<Hand | null>(null);
  const hint = useId();

  function release() {
    clearTimeout(timer.current);
    heldBy.current = null;
    setHolding(false);
  }

  /** A pointer that only lies there does not let go of a key: the page may move under it. */
  function releaseBy(hand: Hand) {
    if (heldBy.current === hand) release();
  }

  function hold(hand: Hand) {
    if (disabled) return;
    clearTimeout(timer.current);
    heldBy.current = hand;
    setHolding(true);
    timer.current = setTimeout(() => {
      release();
      onConfirm();
    }, HOLD_MILLISECONDS);
  }

  function letGo() {
    releaseBy('pointer');
  }

  useEffect(() => release, []);

  function isHoldKey(event: KeyboardEvent) {
    return event.key === 'Enter' || event.key === ' ';
  }

  return (
    <>
      <Button
        {...rest}
        type="button"
        disabled={disabled}
        className={styles.button}
        data-holding={holding || undefined}
        aria-describedby={hint}
        style={{ '--hold': `${HOLD_MILLISECONDS}ms` }}
        onPointerDown={(event) => {
          if (event.button === 0) hold('pointer');
        }}
        onPointerUp={letGo}
        onPointerLeave={letGo}
        onPointerCancel={letGo}
        onContextMenu={(event) => {
          // A long touch would open the menu of the browser instead.
          event.preventDefault();
        }}
        onKeyDown={(event) => {
          if (!isHoldKey(event)) return;
          event.preventDefault();
          if (!event.repeat) hold('key');
        }}
        onKeyUp={(event) => {
          if (isHoldKey(event)) releaseBy('key');
        }}
        onBlur={release}
      >
        <span className={styles.fill} aria-hidden />
        <span className={styles.text}>{holding ? t('hold.holding') : children}</span>
      </Button>
      <span id={hint} className={styles.hint}>
        {t('hold.hint')}
      </span>
    </>
  );
}
