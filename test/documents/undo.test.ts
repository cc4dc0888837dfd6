import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';

/** A text with each command on a line of its own. */
const read = (path: string): string => readFileSync(join(repositoryFolder, path), 'utf8').replace(/\\\n\s*/g, ' ');

const undo = read('docs/guides/undo.md').split('\n');

/** What a command of a setup script makes, as the words that the command that undoes it has. */
function undone(command: string): readonly string[] | undefined {
  const [, kind, target, member, role] =
    /^gcloud (projects|iam service-accounts) add-iam-policy-binding (\S+) .*(--member=\S+) .*(--role=\S+)/.exec(command) ?? [];
  if (kind !== undefined) return [`gcloud ${kind} remove-iam-policy-binding ${target}`, member ?? '', role ?? ''];
  const [, account] = /gcloud iam service-accounts create (\S+)/.exec(command) ?? [];
  if (account !== undefined) return [`gcloud iam service-accounts delete ${account}@`];
  const [, user] = /gcloud alloydb users create (\S+)/.exec(command) ?? [];
  if (user !== undefined) return [`gcloud alloydb users delete ${user}`];
  const [, secret] = /kubectl create secret generic (\S+)/.exec(command) ?? [];
  if (secret !== undefined) return [`kubectl delete secret ${secret}`];
  return undefined;
}

it.each(['iam', 'built-in'])('everything that setup.sh makes with %s authentication can be undone', (auth) => {
  const commands = read(`examples/article/dist/${auth}/setup.sh`)
    .split('\n')
    .map((line) => line.trim());
  const wanted = commands.flatMap((command) => [undone(command) ?? []]).filter((words) => words.length > 0);
  expect(wanted.length).toBeGreaterThanOrEqual(5);
  expect(wanted.filter((words) => !undo.some((line) => words.every((word) => line.includes(word))))).toEqual([]);
});
