import type { EmulatorAddresses, EmulatorEvent } from '@alloydb-gke/emulator';

/** What the emulator's process says. */
export type CloudMessage =
  | { readonly addresses: EmulatorAddresses; readonly certificate: string }
  | { readonly refusal: EmulatorEvent }
  | { readonly failure: string };
