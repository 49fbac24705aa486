import { parentPort, workerData } from 'node:worker_threads';
import { PICTURE_WORK, type PictureWork } from './picture-work.js';

const { name, input } = workerData as { readonly name: keyof PictureWork; readonly input: never };
parentPort?.postMessage(PICTURE_WORK[name](input));
