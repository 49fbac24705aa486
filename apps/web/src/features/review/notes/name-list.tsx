import { useTranslation } from 'react-i18next';
import { personColour } from '../../../ui/person-colour';
import type { Nameable } from './mentions';
import styles from './name-list.module.css';

interface Props {
  readonly id: string;
  readonly people: readonly Nameable[];
  readonly chosen: Nameable | undefined;
  readonly onChoose: (name: string) => void;
}

/** The people who may be meant by what is being typed. The focus stays in the text. */
export default function NameList({ id, people, chosen, onChoose }: Props) {
  const { t } = useTranslation('notes');
  return (
    <ul id={id} className={styles.list} role="listbox" aria-label={t('mention.label')}>
      {people.map(({ personId, name }) => (
        <li
          key={personId}
          id={`${id}-${personId}`}
          className={styles.person}
          role="option"
          aria-selected={personId === chosen?.personId}
          style={{ '--person': personColour(personId) }}
          // A press would take the focus, and with it the list, away.
          onPointerDown={(event) => {
            event.preventDefault();
          }}
          onClick={() => {
            onChoose(name);
          }}
        >
          {name}
        </li>
      ))}
    </ul>
  );
}
