import type { Cut, Film } from '@segue/protocol';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { changesQuery, notePlacesQuery } from '../api/picture-changes';
import { cutsStoodIn, placesIn, type Places } from './places';

/**
 * Where things stand in the cut that is shown; as they were placed until it is known how the cuts differ.
 *
 * @param said the cuts that they say they were placed in.
 */
export function usePlaces(
  { rate }: Film,
  cuts: readonly Cut[],
  cut: Cut | null,
  said: readonly (string | null)[],
): Places {
  const cutId = cut?.id;
  const { data: changes } = useQuery(changesQuery(cutId, cutsStoodIn(cuts, said)));
  const { data: notePlaces } = useQuery(notePlacesQuery(cutId));
  return useMemo(
    () => placesIn({ rate, cuts, cutId, changes: changes ?? [], notePlaces: notePlaces ?? [] }),
    [changes, notePlaces, cuts, cutId, rate],
  );
}
