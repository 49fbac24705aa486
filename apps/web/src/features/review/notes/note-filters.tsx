import { ActionIcon, Button } from '@mantine/core';
import { NOTE_KINDS, type Board } from '@segue/review-document';
import { IconFileExport, IconFileImport, IconReport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../../ui/choice';
import { useReview } from '../review-context';
import { authorsOf, EVERYTHING, type NoteFilter } from './note-filter';
import styles from './notes-panel.module.css';

interface Props {
  readonly board: Board;
  readonly filter: NoteFilter;
  readonly onFilter: (filter: NoteFilter) => void;
  readonly onExport: () => void;
  readonly onImport: () => void;
  readonly onReport: () => void;
}

/** Narrows the list and the flags on the waveform. */
export function NoteFilters({ board, filter, onFilter, onExport, onImport, onReport }: Props) {
  const { t } = useTranslation('review');
  const { versions, nameOf } = useReview();
  const used = new Set(board.notes.map((note) => note.version));
  return (
    <div className={styles.filters} role="group" aria-label={t('filter.label')}>
      <Narrow
        label={t('filter.state')}
        value={filter.state}
        options={[
          { value: '' as const, label: t('filter.anyState') },
          ...(['open', 'resolved'] as const).map((value) => ({ value, label: t(`state.${value}`) })),
        ]}
        onChoose={(state) => {
          onFilter({ ...filter, state });
        }}
      />
      <Narrow
        label={t('filter.kind')}
        value={filter.kind}
        options={[
          { value: '' as const, label: t('filter.anyKind') },
          ...NOTE_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
        ]}
        onChoose={(kind) => {
          onFilter({ ...filter, kind });
        }}
      />
      <Narrow
        label={t('filter.person')}
        value={filter.person}
        options={[
          { value: '' as const, label: t('filter.anyone') },
          ...authorsOf(board).map((value) => ({ value, label: nameOf(value) })),
        ]}
        onChoose={(person) => {
          onFilter({ ...filter, person });
        }}
      />
      <Narrow
        label={t('filter.version')}
        value={filter.version}
        options={[
          { value: '' as const, label: t('filter.anyVersion') },
          ...versions
            .filter(({ id }) => used.has(id))
            .map(({ id, number }) => ({ value: id, label: t('version.short', { number }) })),
        ]}
        onChoose={(version) => {
          onFilter({ ...filter, version });
        }}
      />
      {filter !== EVERYTHING && Object.values(filter).some((value) => value !== null) && (
        <Button
          variant="subtle"
          px={6}
          onClick={() => {
            onFilter(EVERYTHING);
          }}
        >
          {t('filter.clear')}
        </Button>
      )}
      <ActionIcon variant="subtle" aria-label={t('export.open')} title={t('export.open')} onClick={onExport}>
        <IconFileExport size={15} />
      </ActionIcon>
      <ActionIcon variant="subtle" aria-label={t('import.open')} title={t('import.open')} onClick={onImport}>
        <IconFileImport size={15} />
      </ActionIcon>
      <ActionIcon variant="subtle" aria-label={t('report.open')} title={t('report.open')} onClick={onReport}>
        <IconReport size={15} />
      </ActionIcon>
    </div>
  );
}

interface NarrowProps<T extends string> {
  readonly label: string;
  readonly value: T | null;
  readonly options: readonly { readonly value: T | ''; readonly label: string }[];
  readonly onChoose: (value: T | null) => void;
}

function Narrow<T extends string>({ label, value, options, onChoose }: NarrowProps<T>) {
  return (
    <Choice
      aria-label={label}
      variant="unstyled"
      className={styles.filter}
      data-set={value !== null || undefined}
      options={options}
      value={value ?? ''}
      onChoose={(chosen) => {
        onChoose(chosen === '' ? null : chosen);
      }}
    />
  );
}
