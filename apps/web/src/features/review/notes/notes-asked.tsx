import { NativeSelect } from '@mantine/core';
import type { ReportOrder } from '@segue/protocol';
import { useTranslation } from 'react-i18next';
import type { NoteFilter } from './note-filter';

/** Whether the notes of the cue leave, or those of the whole film. */
export type Scope = 'cue' | 'film';

/** The notes to ask the server for: as they are filtered. A version says nothing of the other cues. */
export function notesAsked(
  scope: Scope,
  cueId: string,
  { state, kind, person, version }: NoteFilter,
): ReportOrder {
  return {
    ...(scope === 'cue' ? { cue: cueId } : {}),
    ...(state && { state }),
    ...(kind && { kind }),
    ...(person && { person }),
    ...(version && scope === 'cue' ? { version } : {}),
  };
}

interface Props {
  readonly scope: Scope;
  /** How many notes of the cue the filter lets through. */
  readonly count: number;
  readonly onScope: (scope: Scope) => void;
  /** Whether it has the focus when its dialog opens. */
  readonly autofocus?: boolean;
}

/** Chooses between the notes of the cue and those of the film. */
export function ScopeSelect({ scope, count, onScope, autofocus }: Props) {
  const { t } = useTranslation('review');
  return (
    <NativeSelect
      label={t('export.scope')}
      value={scope}
      data-autofocus={autofocus || undefined}
      data={[
        { value: 'cue', label: t('export.ofCue', { count }) },
        { value: 'film', label: t('export.ofFilm') },
      ]}
      onChange={(event) => {
        onScope(event.currentTarget.value === 'film' ? 'film' : 'cue');
      }}
    />
  );
}
