import { Textarea } from '@mantine/core';
import { MAX_TEXT } from '@segue/review-document';
import { lazy, Suspense, useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useReview } from '../review-context';
import { matching, nameBefore } from './mentions';
import styles from './notes-panel.module.css';

const NameList = lazy(() => import('./name-list'));

interface Props {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly label: string;
  readonly placeholder?: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onBlur?: () => void;
  /** A key that chooses no name. */
  readonly onKey: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly rows?: number;
}

/** A field for words in which people can be named: `@` offers those of the film. */
export function NoteText({
  field,
  label,
  placeholder,
  text,
  onText,
  onBlur,
  onKey,
  disabled = false,
  autoFocus = false,
  rows = 1,
}: Props) {
  const { members, me } = useReview();
  const listId = useId();
  const [typed, setTyped] = useState<{ readonly at: number; readonly begun: string } | null>(null);
  const [active, setActive] = useState(0);
  const caret = useRef(0);
  const offered = typed
    ? matching(
        members.filter(({ personId }) => personId !== me.id),
        typed.begun,
      ).slice(0, 6)
    : [];
  const open = offered.length > 0;
  const chosen = offered[Math.min(active, offered.length - 1)];

  function look(element: HTMLTextAreaElement) {
    const at = element.selectionStart;
    caret.current = at;
    setTyped(at === element.selectionEnd ? nameBefore(element.value, at) : null);
    setActive(0);
  }

  function name(personName: string) {
    if (!typed) return;
    const end = typed.at + personName.length + 2;
    onText(`${text.slice(0, typed.at)}@${personName} ${text.slice(caret.current)}`);
    setTyped(null);
    // The caret can only be put where the text is there.
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(end, end);
    });
  }

  function isTaken(event: KeyboardEvent): boolean {
    if (!open || !chosen || event.nativeEvent.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setActive((active + step + offered.length) % offered.length);
    else if (event.key === 'Escape') setTyped(null);
    else if (event.key === 'Enter' || event.key === 'Tab') name(chosen.name);
    else return false;
    return true;
  }

  return (
    <div className={styles.words}>
      <Textarea
        ref={field}
        autoFocus={autoFocus}
        data-autofocus={autoFocus || undefined}
        aria-label={label}
        aria-autocomplete="list"
        {...(open &&
          chosen && { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${chosen.personId}` })}
        placeholder={placeholder}
        disabled={disabled}
        maxLength={MAX_TEXT}
        rows={rows}
        value={text}
        onChange={(event) => {
          onText(event.currentTarget.value);
          look(event.currentTarget);
        }}
        onBlur={() => {
          setTyped(null);
          onBlur?.();
        }}
        onKeyDown={(event) => {
          if (isTaken(event)) event.preventDefault();
          else onKey(event);
        }}
      />
      {open && (
        <Suspense>
          <NameList id={listId} people={offered} chosen={chosen} onChoose={name} />
        </Suspense>
      )}
    </div>
  );
}
