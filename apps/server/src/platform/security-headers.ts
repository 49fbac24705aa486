import helmet from 'helmet';
import type { Config } from './config.js';

/** The security headers of every answer, first of all a Content Security Policy that admits nothing from elsewhere. */
export function securityHeaders(config: Pick<Config, 'publicUrl'>) {
  const secure = config.publicUrl?.startsWith('https:') ?? false;
  // Older Safari does not count ws: of the same host as 'self'.
  const socket = config.publicUrl === null ? [] : [config.publicUrl.replace(/^http/, 'ws')];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        // The SHA-256 of a file is computed in WebAssembly before it is uploaded.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        scriptSrcAttr: ["'none'"],
        // Mantine sets inline styles.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'", 'data:'],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'", ...socket],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: secure,
    // These two only mean something on a secure origin, and browsers complain about them on others.
    crossOriginOpenerPolicy: secure,
    originAgentCluster: secure,
  });
}
