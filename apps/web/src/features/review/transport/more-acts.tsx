import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useReview } from '../review-context';
import { useKeyBindings } from './key-bindings';
import { writtenOn, type KeyAct, type UndoAct } from './keys';
import { perform, type RoomActs } from './use-keys';

/** What has a key and no button of its own; null divides. */
const ACTS: readonly (KeyAct | UndoAct | null)[] = [
  'shuttleBack',
  'shuttleForward',
  'playAround',
  'again',
  null,
  'backSecond',
  'forwardSecond',
  'backBeat',
  'forwardBeat',
  'previousNote',
  'nextNote',
  null,
  'previousCue',
  'nextCue',
  null,
  'undo',
  'redo',
  'fullScreen',
  'keys',
];

/** One goes several steps at a time: the menu stays open for them. */
const STEPS: ReadonlySet<string | null> = new Set([
  'backSecond',
  'forwardSecond',
  'backBeat',
  'forwardBeat',
  'previousNote',
  'nextNote',
]);

const SYSTEM_KEYS: Readonly<Record<UndoAct, string>> = { undo: 'Ctrl Z', redo: 'Ctrl Shift Z' };

/** What the keys do beyond the buttons of the transport, as entries of its menu. */
export default function MoreActs({ acts }: { acts: RoomActs }) {
  const { t } = useTranslation('review');
  const { transport, format } = useReview();
  const bindings = useKeyBindings();
  const keysOf = (act: KeyAct | UndoAct) =>
    act === 'undo' || act === 'redo' ? SYSTEM_KEYS[act] : writtenOn(bindings[act][0] ?? '').join(' ');
  return ACTS.map((act, index) =>
    act === null ? (
      <Menu.Divider key={index} />
    ) : (
      <Menu.Item
        key={act}
        closeMenuOnClick={!STEPS.has(act)}
        disabled={acts.tempo === null && (act === 'backBeat' || act === 'forwardBeat')}
        rightSection={<kbd>{keysOf(act)}</kbd>}
        onClick={() => {
          perform(act, transport, format.rate, acts);
        }}
      >
        {t(`keys.${act}`)}
      </Menu.Item>
    ),
  );
}
