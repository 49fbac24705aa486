import { EncodedPacketSink, type InputAudioTrack, type InputVideoTrack } from 'mediabunny';

/** Whether the end of a track is there: a header at the front tells of a whole movie also when its end never came. */
export async function isWholeTrack(track: InputVideoTrack | InputAudioTrack): Promise<boolean> {
  return (await new EncodedPacketSink(track).getPacket(Infinity)) !== null;
}
