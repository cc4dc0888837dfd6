import type { ClientRecord } from '../verdict/pod-facts';
import type { ClientSettings } from './client-settings';
import { clientTargets } from './client-targets';
import { postQuit } from './post-quit';
import { runApplication } from './run-application';
import { runTask } from './run-task';

/** Stands in for the program of a container. @returns the exit code */
export async function runClient(
  settings: ClientSettings,
  environment: Readonly<Record<string, string | undefined>>,
  tell: (record: ClientRecord) => void,
  terminated: AbortSignal,
): Promise<number> {
  const { targets, unnamed } = clientTargets(settings, environment);
  const { container, role, quitUrls = [] } = settings;
  if (targets.length === 0) tell({ event: 'no-database', container });
  if (role === 'task') {
    const stopped = new Promise<number>((end) => terminated.addEventListener('abort', () => end(143), { once: true }));
    return Promise.race([runTask(settings, { targets, unnamed }, tell), stopped]);
  }
  const exitCode = await runApplication(settings, { targets, unnamed }, tell, terminated);
  for (const url of quitUrls) tell(await postQuit(container, url));
  return exitCode;
}
