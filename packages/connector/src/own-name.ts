/** The version of this package. Bundlers put it in place of the file, which an application of one file has not beside it. */
export function ownVersion(): string {
  const { version } = require('../package.json') as { readonly version: string };
  return version;
}

/** What the connector calls itself. */
export function ownName(): string {
  return `alloydb-nodejs-connector/${ownVersion()}`;
}
