import type { DemoFilm } from '@segue/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { demoFilmQuery, layDemoFilm, putDemoFilmAway } from '../../api/demo-film';
import { refresh } from '../../api/fresh';

/** The demo film for the owner of the installation; `demo` is undefined for anybody else, and until it is known. */
export function useDemoFilm(isOwner: boolean): {
  demo: DemoFilm | undefined;
  lay: () => void;
  putAway: () => void;
} {
  const queryClient = useQueryClient();
  const { data: demo } = useQuery({ ...demoFilmQuery, enabled: isOwner });
  const lay = useMutation({
    mutationFn: layDemoFilm,
    onSuccess: (begun) => {
      queryClient.setQueryData(demoFilmQuery.queryKey, begun);
    },
  });
  const putAway = useMutation({
    mutationFn: putDemoFilmAway,
    onSuccess: () => queryClient.invalidateQueries(demoFilmQuery),
  });
  const state = demo?.state;
  useEffect(() => {
    if (state !== 'ready' && state !== 'failed') return;
    void refresh(queryClient, 'film');
  }, [state, queryClient]);
  return {
    demo,
    lay: () => {
      if (!lay.isPending) lay.mutate();
    },
    putAway: () => {
      putAway.mutate();
    },
  };
}
