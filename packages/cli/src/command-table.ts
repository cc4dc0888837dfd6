import type { CommandDefinition } from './command-definition';
import { emulatorCommand } from './commands/emulator';
import { versionCommand } from './commands/version';

/** Every command, in the order of the help. */
export const commandTable: readonly CommandDefinition[] = [emulatorCommand, versionCommand];
