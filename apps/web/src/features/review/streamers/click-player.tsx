import { useEffect, useMemo } from 'react';
import { useClockFace } from '../clocks/use-clock-face';
import { useReview } from '../review-context';
import { clickTrack } from './click-track';

/** Lets the beats of the version be heard while it is there. Shows nothing. */
export default function ClickPlayer() {
  const { transport, programme } = useReview();
  const { tempo } = useClockFace();
  const { sound } = programme;
  const track = useMemo(() => tempo && sound && clickTrack(tempo, sound), [tempo, sound]);
  useEffect(() => {
    transport.sound.setClicks(track);
    return () => {
      transport.sound.setClicks(null);
    };
  }, [transport, track]);
  return null;
}
