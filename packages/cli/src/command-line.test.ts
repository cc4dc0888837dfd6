import { describe, expect, it } from 'vitest';
import { helpOf, runCommandLine } from './command-line';
import { commandTable } from './command-table';
import { keptTerminal } from './terminal.fixture';

describe('the command line', () => {
  it.each(commandTable.map(({ name }) => name))('says everything about %s that its definition says', async (name) => {
    const terminal = keptTerminal();
    expect(await runCommandLine([...name.split(' '), '--help'], terminal)).toBe('done');
    const help = terminal.written().replace(/\s+/g, ' ');
    const { summary, description = [], options, arguments: words, examples } = commandTable.find((one) => one.name === name) ?? fail(name);
    const meanings = [...Object.values(options), ...Object.values(words)].map(({ meaning }) => meaning);
    const lines = examples.flatMap(({ line, meaning }) => [line, meaning]);
    for (const text of [summary, ...description, ...meanings, ...lines]) expect(help).toContain(text);
    for (const option of Object.keys(options)) expect(help).toContain(`--${option}`);
  });

  it('prints the help of the program when no word is given', async () => {
    const terminal = keptTerminal();
    expect(await runCommandLine([], terminal)).toBe('done');
    expect(terminal.written()).toBe(helpOf());
  });

  it('prints the version', async () => {
    const terminal = keptTerminal();
    expect(await runCommandLine(['version'], terminal)).toBe('done');
    expect(terminal.written()).toMatch(
      /^alloydb-gke \d+\.\d+\.\d+.*\nNode\.js \d+\.\d+\.\d+\nverified for the Auth Proxy \d+\.\d+\.\d+\n$/,
    );
  });

  it.each([
    [['nonsense'], 'alloydb-gke: Unknown command \'nonsense\'. Run "alloydb-gke help" to see what it takes.'],
    [['version', 'now'], /alloydb-gke version: Too many arguments for 'version'\. .*Run "alloydb-gke help version" to see what it takes\./],
    [['emulator', 'spec.yaml', '--user'], /Option '--user <name>' argument missing\./],
    [['emulator', 'spec.yaml', '--conection', 'x'], /Unknown option '--conection' \(did you mean --connection\?\)\./],
    [['emulator', 'spec.yaml', '--output', 'xml'], /argument 'xml' is invalid\. Allowed choices are text, json\./],
  ])('refuses %j as a mistake of whoever wrote it', async (words, message) => {
    const attempt = runCommandLine(words, keptTerminal());
    await expect(attempt).rejects.toMatchObject({ name: 'CliError', exitCode: 'usage', code: 'command-line-wrong' });
    await expect(attempt).rejects.toThrow(message);
  });
});

function fail(name: string): never {
  throw new Error(`There is no command ${name}.`);
}
