import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Suspense } from 'react';
import { theme } from '../ui/theme/theme';
import { queryClient } from './query-client';
import { router } from './router';
import { Toasts } from './toasts';

export function App() {
  return (
    <MantineProvider theme={theme} forceColorScheme="dark">
      <QueryClientProvider client={queryClient}>
        {/* Until the first words are here. */}
        <Suspense>
          <Toasts />
          <RouterProvider router={router} />
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  );
}
