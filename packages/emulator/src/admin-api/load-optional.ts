import { EmulatorError } from '../emulator-error';
import { problem } from '../start-codes';

/**
 * Loads a package that need not be there.
 *
 * @returns undefined where it is not installed
 * @throws EmulatorError where it is, and cannot be loaded
 */
export async function loadOptional<Loaded>(name: string, load: () => Promise<Loaded>): Promise<Loaded | undefined> {
  try {
    return await load();
  } catch (error) {
    if (isNotInstalled(name, error)) return undefined;
    const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0]?.replace(/\.$/, '') ?? '';
    throw new EmulatorError(problem('package-broken', 'admin-api', { name, reason }));
  }
}

/** Whether it is the package itself that is not found, not one that it needs. */
function isNotInstalled(name: string, error: unknown): boolean {
  const { code = '', message = '' } = error as NodeJS.ErrnoException;
  return /^(ERR_)?MODULE_NOT_FOUND$/.test(code) && message.includes(`'${name}'`);
}
