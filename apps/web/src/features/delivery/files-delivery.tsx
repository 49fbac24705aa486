import { Button, FileButton, Group, Modal, NativeSelect, Stack, Table, Text } from '@mantine/core';
import { VERSION_KINDS, type CueSummary, type Cut, type Film, type VersionKind } from '@segue/protocol';
import { IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changesQuery, intoCut } from '../../api/picture-changes';
import { Timecode } from '../../ui/timecode';
import { DeliveryState } from './delivery-state';
import styles from './delivery.module.css';
import { readStamp } from './read-stamp';
import { cuesIn, doubtsOf, sortFiles, stampIn, type FileDoubt, type SortedFile } from './sort-files';
import { useDelivery, useSender } from './use-delivery';

const ACCEPT = '.wav,.bwf,.rf64,.aif,.aiff,.aifc,.flac,.mp3,audio/*';

interface Props {
  readonly film: Film;
  readonly cues: readonly CueSummary[];
  readonly cuts: readonly Cut[];
}

/** Delivers music files to many cues at once: their names say which goes where, and people look before it is sent. */
export function FilesDelivery({ film, cues, cuts }: Props) {
  const { t } = useTranslation('delivery');
  const [files, setFiles] = useState<readonly SortedFile[]>([]);
  const choose = async (chosen: readonly File[]) => {
    // A file that cannot be read has no stamp either; its delivery says what is wrong with it.
    const stamped = chosen.map(async (file) => ({
      file,
      stampFlicks: await readStamp(file).catch(() => null),
    }));
    setFiles(sortFiles(await Promise.all(stamped), cues));
  };
  return (
    <>
      <FileButton
        multiple
        accept={ACCEPT}
        inputProps={{ 'aria-label': t('files.choose') }}
        onChange={(chosen) => void choose(chosen)}
      >
        {(props) => (
          <Button variant="default" leftSection={<IconUpload size={15} aria-hidden />} {...props}>
            {t('files.open')}
          </Button>
        )}
      </FileButton>
      <Modal
        opened={files.length > 0}
        onClose={() => {
          setFiles([]);
        }}
        size="xl"
        title={t('files.title')}
        closeButtonProps={{ 'aria-label': t('files.cancel') }}
      >
        <FilesForm files={files} onFiles={setFiles} film={film} cues={cues} cuts={cuts} />
      </Modal>
    </>
  );
}

/** What is on its way to the cues of a film, with what can be done about it. */
export function CueDeliveries({ cues }: Pick<Props, 'cues'>) {
  const { t } = useTranslation('delivery');
  return (
    <ul className={styles.underway} aria-label={t('files.underway')}>
      {cues.map((cue) => (
        <CueDelivery key={cue.id} cue={cue} />
      ))}
    </ul>
  );
}

function CueDelivery({ cue }: { cue: CueSummary }) {
  const slot = useDelivery(cue.filmId, cue.id);
  if (!slot.sending && !slot.delivery) return null;
  const destination = {
    purpose: 'version',
    cueId: cue.id,
    kind: 'mock-up',
    writtenToCutId: null,
  } as const;
  return (
    <li>
      <strong>{cue.number}</strong> <DeliveryState slot={slot} accept={ACCEPT} destination={destination} />
    </li>
  );
}

function FilesForm({
  files,
  onFiles,
  film,
  cues,
  cuts,
}: Props & {
  readonly files: readonly SortedFile[];
  readonly onFiles: (files: readonly SortedFile[]) => void;
}) {
  const { t } = useTranslation('delivery');
  const send = useSender();
  const [kind, setKind] = useState<VersionKind>('mock-up');
  const [cutId, setCutId] = useState(cuts.at(-1)?.id ?? '');
  const cut = cuts.find(({ id }) => id === cutId) ?? null;
  const stoodIn = cues.flatMap((cue) => cue.cutId ?? cuts[0]?.id ?? []);
  const { data: changes } = useQuery(changesQuery(cut?.id, stoodIn));
  const placed = cuesIn(intoCut(film.rate, cuts, cut?.id, changes ?? []), cues);
  const doubts = new Map(files.map((one) => [one, doubtsOf(one, files, placed, stampIn(one, film, cut))]));
  const ready = files.filter((one) =>
    doubts.get(one)?.every(({ what }) => what !== 'nowhere' && what !== 'twice'),
  );
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <NativeSelect
          label={t('version.kind')}
          value={kind}
          data={VERSION_KINDS.map((value) => ({ value, label: t(`version.kinds.${value}`) }))}
          onChange={(event) => {
            setKind(VERSION_KINDS.find((name) => name === event.currentTarget.value) ?? kind);
          }}
        />
        <NativeSelect
          label={t('version.writtenTo')}
          value={cutId}
          data={[
            { value: '', label: t('version.noCut') },
            ...cuts.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => {
            setCutId(event.currentTarget.value);
          }}
        />
      </Group>
      <Table aria-label={t('files.title')} verticalSpacing={2} fz="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('files.file')}</Table.Th>
            <Table.Th>{t('files.cue')}</Table.Th>
            <Table.Th>{t('files.stamp')}</Table.Th>
            <Table.Th>{t('files.doubts')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {files.map((one) => (
            <Table.Tr key={one.file.name}>
              <Table.Td>{one.file.name}</Table.Td>
              <Table.Td>
                <NativeSelect
                  aria-label={t('files.cueOf', { name: one.file.name })}
                  value={one.cueId ?? ''}
                  data={[
                    { value: '', label: t('files.leaveOut') },
                    ...cues.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` })),
                  ]}
                  onChange={(event) => {
                    const chosen = event.currentTarget.value;
                    onFiles(
                      files.map((other) =>
                        other === one ? { ...one, cueId: chosen === '' ? null : chosen } : other,
                      ),
                    );
                  }}
                />
              </Table.Td>
              <Table.Td>
                <Timecode flicks={stampIn(one, film, cut)} format={film} />
              </Table.Td>
              <Table.Td>
                {(doubts.get(one) ?? []).map((doubt) => (
                  <DoubtText key={doubt.what} doubt={doubt} />
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed">
        {t('files.how')}
      </Text>
      <Group justify="end" gap="xs">
        <Button
          variant="default"
          onClick={() => {
            onFiles([]);
          }}
        >
          {t('files.cancel')}
        </Button>
        <Button
          disabled={ready.length === 0}
          onClick={() => {
            for (const { file, cueId } of ready) {
              if (cueId === null) continue;
              const writtenToCutId = cutId === '' ? null : cutId;
              send(cueId, file, { purpose: 'version', cueId, kind, writtenToCutId });
            }
            onFiles([]);
          }}
        >
          {t('files.send', { count: ready.length })}
        </Button>
      </Group>
    </Stack>
  );
}

function DoubtText({ doubt }: { doubt: FileDoubt }) {
  const { t } = useTranslation('delivery');
  const { what, ...values } = doubt;
  return (
    <Text size="xs" c={what === 'nowhere' || what === 'twice' ? 'dimmed' : 'yellow'}>
      {t(`files.doubt.${what}`, values)}
    </Text>
  );
}
