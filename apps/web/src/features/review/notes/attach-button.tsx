import { ActionIcon } from '@mantine/core';
import { lazy, Suspense, type ComponentProps } from 'react';

const AttachFiles = lazy(() => import('./attach-files'));

/** Brings files for what is being written. Until its code has come its place is kept. */
export function AttachButton(props: ComponentProps<typeof AttachFiles>) {
  return (
    <Suspense fallback={<ActionIcon aria-hidden disabled style={{ visibility: 'hidden' }} />}>
      <AttachFiles {...props} />
    </Suspense>
  );
}
