// The security policy of the served application: what the page and its engine worker may load. Knows no server.

/** @param {string} scripts sources that scripts may come from */
const policy = (scripts) =>
  [
    "default-src 'none'",
    `script-src ${scripts}`,
    "worker-src 'self'",
    "connect-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

export const PAGE_POLICY = policy("'self'");

/** Kernels are compiled at run time, in the engine worker only. */
export const ENGINE_POLICY = policy("'self' 'unsafe-eval'");

/** The built engine worker is `workers/engine*.js`, from its source `src/worker/engine*.ts`. */
export const ENGINE_PATH = /^\/workers\/engine[^/]*\.js$/;
