export { carryPoint, carryRange, type CarriedPoint, type CarriedRange, type Fate } from './carry.js';
export { changeEvents, shotsOfChangeList, type ChangeListNames, type TwoCuts } from './change-list.js';
export { compose, invert } from './compose.js';
export { conform, type Block, type PictureChange } from './conform.js';
export {
  carryIntoCut,
  carryPlace,
  type CarriedPlace,
  type Difference,
  type IntoCut,
  type Place,
} from './positions.js';
export { joinShots } from './join-shots.js';
export { framesIn, type FrameSpan, type Shot, type Speed } from './shot.js';
export { shotsOf, type CutEvent, type FlickSpan, type PictureEvent } from './shots-from-events.js';
