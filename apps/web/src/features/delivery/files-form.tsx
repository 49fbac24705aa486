import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { VERSION_KINDS, type CueSummary, type Cut, type Film, type VersionKind } from '@segue/protocol';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changesQuery, intoCut } from '../../api/picture-changes';
import { versionsQuery } from '../../api/versions';
import { Choice } from '../../ui/choice';
import { bedCargo, stemCargo, stemCargoOf, versionCargo } from './cargo';
import styles from './delivery.module.css';
import { doubtsOf, holdsBack, type Drop } from './file-doubts';
import { FileRow } from './file-row';
import type { Shipment } from './shipment';
import { cuesIn, stampIn, targetOf, type FileUse, type SortedFile } from './sort-files';
import { useSender } from './use-deliveries';

interface Props {
  readonly files: readonly SortedFile[];
  /** How many files were left out because they are no sound. */
  readonly passedOver: number;
  readonly onFiles: (files: readonly SortedFile[]) => void;
  readonly onClose: () => void;
  /** What this person may deliver. */
  readonly uses: readonly FileUse[];
  readonly film: Film;
  readonly cues: readonly CueSummary[];
  readonly cuts: readonly Cut[];
}

/** What becomes of the files of a drop, to be put right before any of them is sent. */
export function FilesForm({ files, passedOver, onFiles, onClose, uses, film, cues, cuts }: Props) {
  const { t } = useTranslation('delivery');
  const [kind, setKind] = useState<VersionKind>('mock-up');
  const [cutId, setCutId] = useState(cuts.at(-1)?.id ?? '');
  const cut = cuts.find(({ id }) => id === cutId) ?? null;
  const drop = useDrop(files, film, cues, cuts, cut);
  const rows = files.map((one) => ({ one, doubts: doubtsOf(one, drop) }));
  const ready = rows.flatMap(({ one, doubts }) => (one.use === null || doubts.some(holdsBack) ? [] : one));
  const deliver = useDeliver(film, drop, { kind, writtenToCutId: cut?.id ?? null });
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Choice
          label={t('files.kind')}
          value={kind}
          options={VERSION_KINDS.map((value) => ({ value, label: t(`version.kinds.${value}`) }))}
          onChoose={setKind}
        />
        <Choice
          label={t('version.writtenTo')}
          value={cutId}
          options={[
            { value: '', label: t('version.noCut') },
            ...cuts.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChoose={setCutId}
        />
      </Group>
      <Table aria-label={t('files.title')} className={styles.files}>
        <Table.Thead>
          <Table.Tr>
            {(['file', 'use', 'to', 'what', 'stamp', 'doubts'] as const).map((column) => (
              <Table.Th key={column} data-column={column}>
                {t(`files.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ one, doubts }, index) => (
            <FileRow
              key={one.file.webkitRelativePath || one.file.name}
              one={one}
              doubts={doubts}
              drop={drop}
              uses={uses}
              film={film}
              cuts={cuts}
              onChange={(change) => {
                onFiles(files.with(index, { ...one, ...change }));
              }}
            />
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed">
        {passedOver > 0 && t('files.passedOver', { count: passedOver })} {t('files.how')}
      </Text>
      <Group justify="end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('files.cancel')}
        </Button>
        <Button
          disabled={ready.length === 0}
          onClick={() => {
            deliver(ready);
            onClose();
          }}
        >
          {t('files.send', { count: ready.length })}
        </Button>
      </Group>
    </Stack>
  );
}

/** What the files are judged by: cues and versions, and where things lie in the cut that the music was written to. */
function useDrop(
  files: readonly SortedFile[],
  film: Film,
  cues: readonly CueSummary[],
  cuts: readonly Cut[],
  cut: Cut | null,
): Drop {
  const stoodIn = cues.flatMap((cue) => cue.cutId ?? cuts[0]?.id ?? []);
  const { data: changes } = useQuery(changesQuery(cut?.id, stoodIn));
  const withStems = new Set(files.flatMap(({ use, cueId }) => (use === 'stem' && cueId ? cueId : [])));
  const versions = useQueries({ queries: [...withStems].map(versionsQuery) }).flatMap(
    ({ data }) => data ?? [],
  );
  const cutOf = ({ cutId }: SortedFile) => cuts.find(({ id }) => id === cutId) ?? cut ?? cuts.at(-1) ?? null;
  return {
    files,
    cues: cuesIn(intoCut(film.rate, cuts, cut?.id, changes ?? []), cues),
    versions,
    targetOf: (stem) => targetOf(stem, files, versions),
    cutOf,
    stampOf: (one) => stampIn(one, film, one.use === 'bed' ? cutOf(one) : cut),
  };
}

/** Sends what is ready. The stems of a mix of the same drop follow when that has become a version. */
function useDeliver(
  film: Film,
  drop: Drop,
  version: Parameters<typeof versionCargo>[2],
): (ready: readonly SortedFile[]) => void {
  const send = useSender();
  return (ready) => {
    const mixes = new Map<SortedFile, Shipment>();
    for (const one of ready) {
      const { use, cueId: id, file } = one;
      if (use === 'version' && id !== null)
        mixes.set(one, send(versionCargo({ filmId: film.id, id }, file, version)));
    }
    for (const one of ready) {
      const { use, cueId: id, file, stem, bed } = one;
      const target = use === 'stem' ? drop.targetOf(one) : null;
      const cut = use === 'bed' ? drop.cutOf(one) : null;
      const mix = target && 'mix' in target ? mixes.get(target.mix) : undefined;
      if (cut) send(bedCargo(cut, file, bed));
      if (mix && id !== null) send(stemCargoOf(mix, { filmId: film.id, id }, file, stem));
      if (target && 'version' in target && id !== null)
        send(stemCargo({ ...target.version, filmId: film.id, cueId: id }, file, stem));
    }
  };
}
