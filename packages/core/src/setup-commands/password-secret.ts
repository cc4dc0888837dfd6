import { commandLine, indented } from './command-line';
import type { SetupPlan } from './setup-plan';
import type { SetupStep } from './setup-step';

/** Makes the Secret that the connection refers to, from the password that was asked for. */
export function passwordSecret({ connection, subject }: SetupPlan): readonly SetupStep[] {
  const secret = connection.passwordSecret;
  if (!secret) return [];
  const create = commandLine(
    ...['kubectl', 'create', 'secret', 'generic', secret.name, `--namespace=${subject.namespace}`],
    ...[`--from-file=${secret.key}=/dev/stdin`, '--dry-run=client', '--output=yaml'],
  );
  const apply = commandLine('kubectl', 'apply', '--server-side', '--force-conflicts', '--field-manager=alloydb-gke-setup', '--filename=-');
  return [
    {
      title: 'Make the Secret with the password',
      why: 'The password goes from one program to the next through standard input. Other keys of the Secret stay as they are.',
      commands: [`if [ -n "$password" ]; then\n${indented(`printf %s "$password" |\n${indented(`${create} |\n${apply}`)}`)}\nfi`],
    },
  ];
}
