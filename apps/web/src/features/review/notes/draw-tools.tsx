import { ActionIcon, Tooltip } from '@mantine/core';
import type { Drawing } from '@segue/review-document';
import { IconBrush, IconBrushOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly drawing: Drawing | null;
  /** The key that does the same. */
  readonly keys?: string;
  /** Null where there is no picture to draw on. */
  readonly onDraw: (() => void) | null;
  readonly onRemove: () => void;
}

/** Begins a note's drawing or goes on with it, and takes it away. */
export function DrawTools({ drawing, keys = '', onDraw, onRemove }: Props) {
  const { t } = useTranslation('review');
  const label = t(drawing ? 'note.drawOn' : 'note.draw');
  return (
    <>
      <Tooltip label={`${label}  ${keys}`.trim()}>
        <ActionIcon
          aria-label={label}
          disabled={onDraw === null}
          {...(drawing && { variant: 'light', color: 'teal' })}
          onClick={() => {
            onDraw?.();
          }}
        >
          <IconBrush size={16} />
        </ActionIcon>
      </Tooltip>
      {drawing && (
        <Tooltip label={t('note.undraw')}>
          <ActionIcon aria-label={t('note.undraw')} onClick={onRemove}>
            <IconBrushOff size={16} />
          </ActionIcon>
        </Tooltip>
      )}
    </>
  );
}
