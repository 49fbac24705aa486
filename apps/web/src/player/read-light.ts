// By itself, so that the decoder of light segments is fetched when the first one comes.
export { readOgg } from '@segue/media-analysis/ogg';
