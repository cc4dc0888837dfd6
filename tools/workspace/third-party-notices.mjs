// What the licences of other people's packages ask for where their code is in a file of ours: the text of each licence.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * The licences of the packages that bundles have inside.
 *
 * @param {Readonly<Record<string, import('esbuild').Metafile>>} bundles by the name of the file
 * @param {string} folder that the paths in the bundles start from
 */
export function thirdPartyNotices(bundles, folder) {
  const parts = Object.entries(bundles).map(([file, { inputs }]) => {
    const packages = packagesIn(Object.keys(inputs)).map((path) => noticeOf(resolve(folder, path)));
    return [`${file} holds code of ${packages.length} packages of other people.\n`, ...packages].join('\n');
  });
  return parts.join('\n');
}

/** The folders of packages, each once, in the order of their names. @param {readonly string[]} files */
function packagesIn(files) {
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []);
  return [...new Set(folders)].sort();
}

/** @param {string} folder */
function noticeOf(folder) {
  /** @type {{ name: string, version: string, license: string }} */
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const heading = `${name} ${version} (${license})`;
  return `${heading}\n${'-'.repeat(heading.length)}\n\n${licenceIn(folder)}\n`;
}

/** The file of the licence, or where there is none, what the readme says of it. @param {string} folder */
function licenceIn(folder) {
  const files = readdirSync(folder);
  const texts = files.filter((file) => /^(licen[cs]e|notice)(\.|$)/i.test(file)).sort();
  if (texts.length > 0) return texts.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
  const readme = files.find((file) => /^readme(\.|$)/i.test(file));
  const [, section] =
    /^#*\s*licen[cs]e\s*\n[-=]*\n?([\s\S]*?)(?=\n#|$(?![\s\S]))/im.exec(readme ? readFileSync(join(folder, readme), 'utf8') : '') ?? [];
  if (section === undefined) throw new Error(`${folder} has no licence that could be handed on.`);
  return section.trim();
}
