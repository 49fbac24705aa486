import { Alert, Anchor, Button } from '@mantine/core';
import { may } from '@segue/access-policy';
import { VERSION_KINDS, type Cut, type Version } from '@segue/protocol';
import { timecodeLabel } from '@segue/timecode';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  changeVersion,
  markedAddress,
  originalAddress,
  removeVersion,
  type VersionChange,
} from '../../api/versions';
import { Choice } from '../../ui/choice';
import { FormProblem } from '../../ui/form-problem';
import { Moment } from '../../ui/moment';
import { Timecode } from '../../ui/timecode';
import { TimecodeField } from '../../ui/timecode-field';
import { TempoMapFacts } from './clocks/tempo-map-facts';
import { useReview } from './review-context';
import { VersionReport } from './sound-report/version-report';
import { Stems } from './stems/stems';
import styles from './version-panel.module.css';

/** Sound files that have room for markers. */
const HOLDS_MARKERS: ReadonlySet<string> = new Set(['wav', 'aiff']);

interface Props {
  readonly version: Version;
  readonly cuts: readonly Cut[];
  /** The control that adds stems to it. */
  readonly stemsDelivery: ReactNode;
}

/** What the version is: its file, its stems, and where it lies against the picture. */
export function VersionPanel({ version, cuts, stemsDelivery }: Props) {
  const { t } = useTranslation('review');
  const { format, me, standing } = useReview();
  const change = useMutation({
    mutationFn: (body: VersionChange) => changeVersion(version.id, body),
    meta: { changes: ['version'], ownError: true },
  });
  const mayChange = may(standing, 'upload versions');
  const { facts } = version;
  return (
    <section className={styles.panel} aria-label={t('versionPanel.label')}>
      {mayChange && version.stampedFlicks !== null && version.stampedFlicks !== version.positionFlicks && (
        <StampProposal
          at={version.stampedFlicks}
          onUse={(positionFlicks) => {
            change.mutate({ positionFlicks });
          }}
        />
      )}
      <FormProblem error={change.error} />
      <dl className={styles.facts}>
        <Fact name={t('versionPanel.position')}>
          {mayChange ? (
            <TimecodeField
              aria-label={t('versionPanel.position')}
              value={version.positionFlicks}
              format={format}
              onCommit={(positionFlicks) => {
                if (positionFlicks !== null) change.mutate({ positionFlicks });
              }}
            />
          ) : (
            <Timecode flicks={version.positionFlicks} format={format} />
          )}
        </Fact>
        <Fact name={t('versionPanel.length')}>
          <Timecode flicks={version.lengthFlicks} format={format} as="length" />
        </Fact>
        <Fact name={t('versionPanel.kind')}>
          {mayChange ? (
            <Choice
              aria-label={t('versionPanel.kind')}
              options={VERSION_KINDS.map((value) => ({ value, label: t(`versionKind.${value}`) }))}
              value={version.kind}
              onChoose={(kind) => {
                change.mutate({ kind });
              }}
            />
          ) : (
            t(`versionKind.${version.kind}`)
          )}
        </Fact>
        <Fact name={t('versionPanel.writtenTo')}>
          {mayChange ? (
            <Choice
              aria-label={t('versionPanel.writtenTo')}
              options={[
                { value: '', label: t('versionPanel.noCut') },
                ...cuts.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={version.writtenToCutId ?? ''}
              onChoose={(id) => {
                change.mutate({ writtenToCutId: id === '' ? null : id });
              }}
            />
          ) : (
            (cuts.find(({ id }) => id === version.writtenToCutId)?.name ?? t('versionPanel.noCut'))
          )}
        </Fact>
        <TempoMapFacts key={version.id} version={version} />
        <Fact name={t('versionPanel.file')}>{version.fileName}</Fact>
        <Fact name={t('versionPanel.format')}>
          {t('versionPanel.formatText', {
            container: facts.container.toUpperCase(),
            codec: facts.codec,
            rate: facts.sampleRate / 1000,
            depth: facts.bitDepth === null ? '' : t('versionPanel.depth', { bits: facts.bitDepth }),
            channels: t('versionPanel.channels', { count: facts.channels }),
          })}
        </Fact>
        <Fact name={t('versionPanel.size')}>
          {t('versionPanel.megabytes', { size: Math.round(version.size / 1e4) / 100 })}
        </Fact>
        <Fact name={t('versionPanel.hash')}>
          <span className={styles.hash}>{version.sha256}</span>
        </Fact>
        <Fact name={t('versionPanel.uploaded')}>
          {version.uploadedBy.name}, <Moment at={version.createdAt} />
        </Fact>
      </dl>
      <VersionReport version={version} />
      <Stems key={version.id} version={version} delivery={stemsDelivery} />
      <div className={styles.actions}>
        <Anchor href={originalAddress(version.id)} download={version.fileName} className={styles.download}>
          <IconDownload size={15} aria-hidden /> {t('versionPanel.download')}
        </Anchor>
        {HOLDS_MARKERS.has(facts.container) && (
          <Anchor href={markedAddress(version.id)} download className={styles.download}>
            <IconDownload size={15} aria-hidden /> {t('versionPanel.downloadMarked')}
          </Anchor>
        )}
        {(version.uploadedBy.personId === me.id || may(standing, 'manage people')) && (
          <Remove key={version.id} version={version} />
        )}
      </div>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function StampProposal({ at, onUse }: { at: number; onUse: (at: number) => void }) {
  const { t } = useTranslation('review');
  const { format } = useReview();
  return (
    <Alert variant="light" p="xs">
      <div className={styles.proposal}>
        {t('versionPanel.stamp', { at: timecodeLabel(at, format) })}
        <Button
          onClick={() => {
            onUse(at);
          }}
        >
          {t('versionPanel.useStamp')}
        </Button>
      </div>
    </Alert>
  );
}

/** Asks once more before a version goes. */
function Remove({ version }: { version: Version }) {
  const { t } = useTranslation('review');
  const [asked, setAsked] = useState(false);
  const remove = useMutation({
    mutationFn: () => removeVersion(version.id),
    meta: { changes: ['version', 'cue'] },
  });
  if (!asked) {
    return (
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconTrash size={15} />}
        onClick={() => {
          setAsked(true);
        }}
      >
        {t('versionPanel.remove')}
      </Button>
    );
  }
  return (
    <span
      className={styles.sure}
      role="group"
      aria-label={t('versionPanel.sure', { number: version.number })}
    >
      {t('versionPanel.sure', { number: version.number })}
      <Button
        variant="subtle"
        color="gray"
        onClick={() => {
          setAsked(false);
        }}
      >
        {t('versionPanel.keep')}
      </Button>
      <Button
        color="red"
        loading={remove.isPending}
        onClick={() => {
          remove.mutate();
        }}
      >
        {t('versionPanel.reallyRemove')}
      </Button>
    </span>
  );
}
