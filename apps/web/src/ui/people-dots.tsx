import { Tooltip } from '@mantine/core';
import { initials, personColour } from './person-colour';
import styles from './people-dots.module.css';

interface Props {
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** What the row of people is: "Online now". */
  readonly label: string;
}

/** How many faces are shown before the rest is counted. */
const SHOWN = 5;

/** A row of people, each in their own colour, named on pointing and to screen readers. */
export function PeopleDots({ people, label }: Props) {
  if (people.length === 0) return null;
  const rest = people.slice(SHOWN);
  return (
    <ul className={styles.row} aria-label={label}>
      {people.slice(0, SHOWN).map(({ id, name }) => (
        <Tooltip key={id} label={name}>
          <li className={styles.dot} style={{ '--person': personColour(id) }} aria-label={name}>
            <span aria-hidden>{initials(name)}</span>
          </li>
        </Tooltip>
      ))}
      {rest.length > 0 && (
        <Tooltip label={rest.map(({ name }) => name).join(', ')}>
          <li className={styles.dot} aria-label={rest.map(({ name }) => name).join(', ')}>
            <span aria-hidden>+{rest.length}</span>
          </li>
        </Tooltip>
      )}
    </ul>
  );
}
