export { carryPoint, carryRange, type CarriedPoint, type CarriedRange, type Fate } from './carry.js';
export { conform, type Block, type PictureChange } from './conform.js';
export { type FrameSpan, type Shot, type Speed } from './shot.js';
