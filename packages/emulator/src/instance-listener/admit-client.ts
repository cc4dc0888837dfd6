import { loginScope, opensDatabases } from '../iam/access-tokens';
import { explainRefusal } from '../iam/explain-refusal';
import type { Principal } from '../iam/principal';
import type { EmulatorContext } from '../service';
import type { Instance } from '../spec/emulator-model';

/** Whether a client may connect to an instance at all: who it is, or the text that it is refused with. */
export type Admission = { readonly principal: Principal } | { readonly refused: string };

const method = 'the metadata exchange';

/**
 * Decides by the token that a client sends in the metadata exchange, with password logins too.
 * The texts are those of Google's APIs; which of them the instance gives is not known.
 */
export function admitClient(tokenText: string, instance: Instance, context: EmulatorContext): Admission {
  const { tokens, log } = context;
  const subject = instance.uri.toString();
  const token = tokens.find(tokenText);
  if (token === undefined) {
    log.record('token-unknown', subject, { method });
    return { refused: 'Request had invalid authentication credentials.' };
  }
  const { member } = token.principal;
  if (token.expired) {
    log.record('token-expired', subject, { method, member });
    return { refused: 'Request had invalid authentication credentials.' };
  }
  if (!opensDatabases(token)) {
    log.record('scope-missing', subject, { method, member, scopes: token.scopes.join(', '), wanted: loginScope });
    return { refused: 'Request had insufficient authentication scopes.' };
  }
  return admitPrincipal(token.principal, instance, context);
}

/** Decides by who the client is. */
export function admitPrincipal(principal: Principal, instance: Instance, context: EmulatorContext): Admission {
  const subject = instance.uri.toString();
  const decision = context.access.decide(principal, 'alloydb.instances.connect', { project: instance.uri.project });
  if (decision.granted) return { principal };
  explainRefusal({ subject, principal, decisions: [decision] }, context);
  return { refused: `Permission 'alloydb.instances.connect' denied on resource '${subject}' (or it may not exist).` };
}
