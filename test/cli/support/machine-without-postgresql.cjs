// Loaded before the command: the folders of the distributions are not there, as on a machine without PostgreSQL.
const files = require('node:fs/promises');
const { readdir } = files;
const distributions = /^(\/usr\/lib\/postgresql|\/opt\/homebrew\/opt|\/usr\/local\/opt|\/Applications\/Postgres\.app)/;

/** @param {unknown[]} words */
const withoutDistributions = (...words) =>
  distributions.test(String(words[0]))
    ? Promise.reject(Object.assign(new Error('not there'), { code: 'ENOENT' }))
    : Reflect.apply(readdir, files, words);

files.readdir = /** @type {typeof readdir} */ (/** @type {unknown} */ (withoutDistributions));
