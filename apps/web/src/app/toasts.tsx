import { useNotifications } from '@mantine/notifications';
import { lazy, Suspense } from 'react';

// A first page has nothing to say: what shows messages comes with the first one.
const Notifications = lazy(async () => ({ default: (await import('./toast-list')).ToastList }));

/** Messages that come and go in the corner of the page. */
export function Toasts() {
  const { notifications, queue } = useNotifications();
  if (notifications.length + queue.length === 0) return null;
  return (
    <Suspense>
      <Notifications />
    </Suspense>
  );
}
