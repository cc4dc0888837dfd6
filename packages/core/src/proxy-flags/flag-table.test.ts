import { describe, expect, expectTypeOf, it } from 'vitest';
import { type OptionName, optionName } from './flag-names';
import { flagRows, type flagTable } from './flag-table';
import type { InstanceFlags, ProxyFlags, ShutdownFlags, WaitFlags } from './proxy-invocation';
import type { KindTypes } from './value-kinds';
import { valueKinds } from './value-kinds';

type Row = Exclude<(typeof flagTable)[number], { readonly kind: 'action' }>;
type OptionsOf<Rows extends Row> = { readonly [Each in Rows as OptionName<Each['name']>]?: KindTypes[Each['kind']] };
type WithCommand<Command extends string> = Row extends infer Each
  ? Each extends { readonly commands: readonly (infer Known)[] }
    ? Command extends Known
      ? Each
      : never
    : never
  : never;

const names = flagRows.map(({ name }) => name);

describe('the flag table', () => {
  it('gives the types of the options', () => {
    expectTypeOf<ProxyFlags>().toEqualTypeOf<OptionsOf<WithCommand<'serve'>>>();
    expectTypeOf<WaitFlags>().toEqualTypeOf<OptionsOf<WithCommand<'wait'>>>();
    expectTypeOf<ShutdownFlags>().toEqualTypeOf<OptionsOf<WithCommand<'shutdown'>>>();
    expectTypeOf<InstanceFlags>().toEqualTypeOf<OptionsOf<Exclude<Row, { readonly scope: 'process' }>>>();
  });

  it('has each flag once, and each letter once in a command', () => {
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(names.map(optionName)).size).toBe(names.length);
    for (const command of ['serve', 'wait', 'shutdown'] as const) {
      const letters = flagRows.flatMap(({ commands, short }) => (commands.includes(command) && short ? [short] : []));
      expect(new Set(letters).size).toBe(letters.length);
    }
  });

  it('names only flags that there are', () => {
    expect(flagRows.flatMap(({ worksWith }) => worksWith ?? []).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('hides every flag whose kind is a secret, and no other', () => {
    expect(flagRows.filter(({ secret }) => secret).map(({ name }) => name)).toEqual(['token', 'login-token', 'json-credentials']);
    expect(flagRows.filter(({ kind }) => kind === 'secret').map(({ name }) => name)).toEqual(['token', 'login-token', 'json-credentials']);
  });

  it('says what each flag does in sentences', () => {
    expect(flagRows.filter(({ doc }) => !/^[A-Z].*\.$/.test(doc))).toEqual([]);
  });

  it('has defaults that keep to their own rule', () => {
    const wrong = flagRows.filter(
      ({ kind, default: value }) => value !== undefined && !valueKinds[kind].fits(valueKinds[kind].read(value)),
    );
    expect(wrong).toEqual([]);
  });
});
