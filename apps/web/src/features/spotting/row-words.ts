import { CUE_KINDS, type Cue } from '@segue/review-document';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { FIELDS, type Field } from './grid-keys';

/** What rows say of themselves. Looked up once for all of them: rows are made while somebody scrolls. */
export interface RowWords {
  readonly nameOf: (cue: Cue) => string;
  /** The accessible name of a cell. */
  readonly cell: (field: Field, cueName: string) => string;
  readonly act: (act: 'open' | 'details' | 'remove', cueName: string) => string;
  readonly kinds: Readonly<Record<Cue['kind'], string>>;
  /** For what few rows say. */
  readonly t: TFunction<'film'>;
}

/** Stands for the name of a cue: nobody types it. */
const CUE = '\uFFFC';

export function useRowWords(): RowWords {
  const { t } = useTranslation('film');
  return useMemo(() => {
    const unnumbered = t('spotting.unnumbered');
    const cells = new Map(
      FIELDS.map((field) => [field, t('spotting.cell', { field: t(`spotting.${field}`), cue: CUE })]),
    );
    const acts = {
      open: t('spotting.open', { cue: CUE }),
      details: t('spotting.details', { cue: CUE }),
      remove: t('spotting.remove', { cue: CUE }),
    };
    const put = (words: string, cueName: string) => words.replace(CUE, () => cueName);
    return {
      nameOf: ({ number }) => (number === '' ? unnumbered : number),
      cell: (field, cueName) => put(cells.get(field) ?? '', cueName),
      act: (act, cueName) => put(acts[act], cueName),
      kinds: Object.fromEntries(
        CUE_KINDS.map((kind) => [kind, t(`spotting.kinds.${kind}`)]),
      ) as RowWords['kinds'],
      t,
    };
  }, [t]);
}
