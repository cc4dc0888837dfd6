import { expect, it } from 'vitest';
import { type NameRule, nameProblem } from './name-rules';

const right: readonly (readonly [NameRule, string])[] = [
  ['dns-label', 'a'],
  ['dns-label', `${'a'.repeat(62)}9`],
  ['dns-label-from-a-letter', 'my-app'],
  ['dns-subdomain', 'my.app-1.example'],
  ['port-name', 'http-alt'],
  ['port-name', 'a1'],
  ['variable-name', '_DB-HOST.1'],
  ['config-key', '.pgpass'],
  ['label-value', ''],
  ['label-value', 'My_App.1'],
  ['qualified-name', 'app.kubernetes.io/name'],
  ['qualified-name', 'name'],
  ['path-segment', 'system:node'],
];

const wrong: readonly (readonly [NameRule, string])[] = [
  ['dns-label', ''],
  ['dns-label', '-a'],
  ['dns-label', 'a.b'],
  ['dns-label', 'a'.repeat(64)],
  ['dns-label-from-a-letter', '1a'],
  ['dns-subdomain', 'a..b'],
  ['dns-subdomain', 'a.-b'],
  ['port-name', 'a--b'],
  ['port-name', '80'],
  ['port-name', 'HTTP'],
  ['port-name', 'sixteen-letters-'],
  ['variable-name', 'A=B'],
  ['config-key', '..'],
  ['label-value', '-a'],
  ['qualified-name', 'a/b/c'],
  ['qualified-name', '/name'],
  ['qualified-name', `${'a'.repeat(64)}`],
  ['path-segment', 'a/b'],
];

it.each(right)('%s: "%s" is right', (rule, name) => {
  expect(nameProblem(name, rule)).toBeUndefined();
});

it.each(wrong)('%s: "%s" is wrong', (rule, name) => {
  expect(nameProblem(name, rule)).toContain(`"${name}"`);
});
