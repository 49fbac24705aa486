import { cloneElement, lazy, Suspense, useState } from 'react';
import type { MenuOnButton } from './opened-menu';

const load = () => import('./opened-menu');
const OpenedMenu = lazy(load);

/** A button with a menu. What menus are made of is large, and comes with the first that is opened. */
export function LateMenu({ button, ...menu }: MenuOnButton) {
  const [wanted, want] = useState(false);
  const early = cloneElement(button, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    // A moment before it is needed.
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
    onClick: () => {
      want(true);
    },
  });
  if (!wanted) return early;
  return (
    <Suspense fallback={early}>
      <OpenedMenu button={button} {...menu} />
    </Suspense>
  );
}
