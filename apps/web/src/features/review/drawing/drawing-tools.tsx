import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  STROKE_COLOURS,
  STROKE_TOOLS,
  STROKE_WIDTHS,
  type StrokeColour,
  type StrokeTool,
} from '@segue/review-document';
import {
  IconArrowBackUp,
  IconArrowUpRight,
  IconPencil,
  IconSquare,
  IconTrash,
  IconTypography,
  type Icon,
} from '@tabler/icons-react';
import type { MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './drawing-board.module.css';
import type { Hand } from './drawing-surface';

const ICONS: Readonly<Record<StrokeTool, Icon>> = {
  pen: IconPencil,
  arrow: IconArrowUpRight,
  box: IconSquare,
  text: IconTypography,
};
const LINES = { fine: 1.5, medium: 3, bold: 5.5 } as const;

interface Props {
  readonly hand: Hand;
  readonly onHand: (change: Partial<Hand>) => void;
  /** The text tool was taken by keyboard: there is no place to click at. */
  readonly onWriteByKeyboard: () => void;
  /** Null while there is nothing to take back, or to clear. */
  readonly onUndo: (() => void) | null;
  readonly onClear: (() => void) | null;
  readonly onDone: () => void;
}

/** What one can draw with. */
export function DrawingTools({ hand, onHand, onWriteByKeyboard, onUndo, onClear, onDone }: Props) {
  const { t } = useTranslation('drawing');
  return (
    <div className={styles.tools}>
      <div role="group" aria-label={t('tools')}>
        {STROKE_TOOLS.map((tool) => {
          const ToolIcon = ICONS[tool];
          return (
            <Choice
              key={tool}
              label={t(`tool.${tool}`)}
              chosen={tool === hand.tool}
              first={tool === 'pen'}
              onChoose={(event) => {
                onHand({ tool });
                if (tool === 'text' && event.detail === 0) onWriteByKeyboard();
              }}
            >
              <ToolIcon size={17} />
            </Choice>
          );
        })}
      </div>
      <div role="group" aria-label={t('colours')}>
        {(Object.keys(STROKE_COLOURS) as StrokeColour[]).map((colour) => (
          <Choice
            key={colour}
            label={t(`colour.${colour}`)}
            chosen={colour === hand.colour}
            onChoose={() => {
              onHand({ colour });
            }}
          >
            <span className={styles.swatch} style={{ background: STROKE_COLOURS[colour] }} />
          </Choice>
        ))}
      </div>
      <div role="group" aria-label={t('widths')}>
        {STROKE_WIDTHS.map((width) => (
          <Choice
            key={width}
            label={t(`width.${width}`)}
            chosen={width === hand.width}
            onChoose={() => {
              onHand({ width });
            }}
          >
            <span className={styles.line} style={{ height: LINES[width] }} />
          </Choice>
        ))}
      </div>
      <div>
        <Act label={t('undo')} onAct={onUndo}>
          <IconArrowBackUp size={17} />
        </Act>
        <Act label={t('clear')} onAct={onClear}>
          <IconTrash size={16} />
        </Act>
      </div>
      <Button onClick={onDone}>{t('done')}</Button>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly chosen: boolean;
  /** Takes the focus when the tools appear. */
  readonly first?: boolean;
  readonly onChoose: (event: MouseEvent) => void;
  readonly children: ReactNode;
}

function Choice({ label, chosen, first = false, onChoose, children }: ChoiceProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        autoFocus={first}
        aria-label={label}
        aria-pressed={chosen}
        {...(chosen ? { variant: 'light', color: 'teal' } : {})}
        onClick={onChoose}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function Act({ label, onAct, children }: { label: string; onAct: (() => void) | null; children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label}
        disabled={onAct === null}
        onClick={() => {
          onAct?.();
        }}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
