/** Injection tokens of what `app.module.ts` makes by hand: the one place that names concrete adapters. */
export const CONFIG = Symbol('config');
export const DATABASE = Symbol('database');
export const BLOBS = Symbol('blobs');
export const UPDATE_LOG = Symbol('update log');
export const BUS = Symbol('bus');
export const LOGGER = Symbol('logger');
export const READINESS = Symbol('readiness');
/** The registry of this server's metrics. */
export const METRICS = Symbol('metrics');
