import { Menu, type MenuProps } from '@mantine/core';
import {
  cloneElement,
  Suspense,
  useEffect,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';

export interface MenuOnButton {
  /** Opens the menu. */
  readonly button: ReactElement<Record<string, unknown>>;
  /** Its entries. */
  readonly children: ReactNode;
  /** Where it opens: below the button and flush with its end unless said otherwise. */
  readonly position?: MenuProps['position'];
  /** In pixels; as wide as its entries unless said otherwise. */
  readonly width?: MenuProps['width'];
}

/** A menu that opens as soon as it is there. */
export default function OpenedMenu({ button, children, position = 'bottom-end', width }: MenuOnButton) {
  const target = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    // It takes the place of the button that was pressed, and the focus comes back to where it is when it opens.
    target.current?.focus();
    setOpened(true);
  }, []);
  return (
    <Menu position={position} {...(width !== undefined && { width })} opened={opened} onChange={setOpened}>
      <Menu.Target>{cloneElement(button, { ref: target })}</Menu.Target>
      <Menu.Dropdown>
        <Suspense>{children}</Suspense>
      </Menu.Dropdown>
    </Menu>
  );
}
