import type { CommandDefinition } from './command-definition';
import { emulatorCommand } from './commands/emulator';
import { proxyInstallCommand, proxyPathCommand } from './commands/proxy';
import { rehearseCommand } from './commands/rehearse';
import { versionCommand } from './commands/version';

/** Every command, in the order of the help. */
export const commandTable: readonly CommandDefinition[] = [
  rehearseCommand,
  emulatorCommand,
  proxyInstallCommand,
  proxyPathCommand,
  versionCommand,
];
