import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowsHorizontal, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { memo } from 'react';

interface Props {
  /** What the buttons are called. */
  readonly closer: string;
  readonly further: string;
  readonly whole: string;
  readonly isWhole: boolean;
  /** Above 1 is closer. */
  readonly onZoom: (factor: number) => void;
  readonly onWhole: () => void;
}

/** Closer, further away, and back to the whole. */
export const ZoomButtons = memo(function ZoomButtons({
  closer,
  further,
  whole,
  isWhole,
  onZoom,
  onWhole,
}: Props) {
  const buttons = [
    {
      name: closer,
      Sign: IconZoomIn,
      disabled: false,
      press: () => {
        onZoom(2);
      },
    },
    {
      name: further,
      Sign: IconZoomOut,
      disabled: isWhole,
      press: () => {
        onZoom(0.5);
      },
    },
    { name: whole, Sign: IconArrowsHorizontal, disabled: isWhole, press: onWhole },
  ];
  return buttons.map(({ name, Sign, disabled, press }) => (
    <Tooltip key={name} label={name}>
      <ActionIcon aria-label={name} disabled={disabled} onClick={press} size={20}>
        <Sign size={14} />
      </ActionIcon>
    </Tooltip>
  ));
});
