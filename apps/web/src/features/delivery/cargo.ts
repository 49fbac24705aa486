import type { BedKind, Cut, StemKind, Version, VersionKind } from '@segue/protocol';
import type { Cargo } from './shipment';

const NOWHERE = { cueId: null, cutId: null, versionId: null } as const;

/** A file that becomes the next version of a cue. */
export function versionCargo(
  cue: { readonly filmId: string; readonly id: string },
  file: File,
  as: { readonly kind: VersionKind; readonly writtenToCutId: string | null },
): Cargo {
  return {
    file,
    bound: { ...NOWHERE, filmId: cue.filmId, purpose: 'version', cueId: cue.id },
    destination: () => ({ purpose: 'version', cueId: cue.id, ...as }),
  };
}

/** What a file is as a stem. */
export interface AsStem {
  readonly kind: StemKind;
  readonly name: string;
}

/** A file that becomes a stem of a version that is there. */
export function stemCargo(
  { id, filmId, cueId }: Pick<Version, 'id' | 'filmId' | 'cueId'>,
  file: File,
  as: AsStem,
): Cargo {
  return {
    file,
    bound: { ...NOWHERE, filmId, purpose: 'stem', cueId, versionId: id },
    destination: () => ({ purpose: 'stem', versionId: id, ...as }),
  };
}

/** A file that becomes a stem of a version that is itself on its way. */
export function stemCargoOf(
  mix: { readonly version: () => Promise<string> },
  cue: { readonly filmId: string; readonly id: string },
  file: File,
  as: AsStem,
): Cargo {
  return {
    file,
    bound: { ...NOWHERE, filmId: cue.filmId, purpose: 'stem', cueId: cue.id },
    destination: async () => ({ purpose: 'stem', versionId: await mix.version(), ...as }),
  };
}

/** A file that is laid under a cut. */
export function bedCargo(
  { id, filmId }: Pick<Cut, 'id' | 'filmId'>,
  file: File,
  { kind, reel }: { readonly kind: BedKind; readonly reel: number | null },
): Cargo {
  return {
    file,
    bound: { ...NOWHERE, filmId, purpose: 'bed', cutId: id },
    destination: () => ({ purpose: 'bed', cutId: id, kind, ...(reel === null ? {} : { reel }) }),
  };
}

/** A file that becomes the movie of a cut. */
export function movieCargo({ id, filmId }: Pick<Cut, 'id' | 'filmId'>, file: File): Cargo {
  return {
    file,
    bound: { ...NOWHERE, filmId, purpose: 'movie', cutId: id },
    destination: () => ({ purpose: 'movie', cutId: id }),
  };
}
