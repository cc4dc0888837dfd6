import { isJsonObject, type JsonObject } from '@alloydb-gke/core';

/**
 * What the engine writes in place of a value that is known later, one for each type.
 * Source: https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go
 */
const unknowns: ReadonlySet<unknown> = new Set([
  '04da6b54-80e4-46f7-96ec-b56ff0331ba9',
  '1c4a061d-8072-4f0a-a4cb-0ff528b18fe7',
  '3eeb2bf0-c639-47a8-9e75-3b44932eb421',
  '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2',
  '030794c1-ac77-496b-92df-f27374a8bd58',
  'e48ece36-62e2-4504-bad9-02848725956a',
  'dd056dcd-154b-4c76-9bd3-c8f88648b5ff',
]);

/** What a preview writes in place of a secret. */
const hidden = '[secret]';

/** The field that says that an object stands for something else, and what it says of a secret. */
const signature = '4dabf18193072939515e22adb298388d';
const secretSignature = '1b47061264138c4ac30d75fd1eb44270';

/** Whether the value is known only after `pulumi up`. */
export function isUnknown(value: unknown): boolean {
  return unknowns.has(value);
}

/** Whether the value is a secret that was left out. */
export function isHidden(value: unknown): boolean {
  return value === hidden;
}

/** The fields with each secret opened that is in clear text, and every other one marked as a preview does it. */
export function openSecrets(fields: unknown): JsonObject {
  const opened = open(fields);
  return isJsonObject(opened) ? opened : {};
}

function open(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(open);
  if (!isJsonObject(value)) return value;
  if (value[signature] === secretSignature) return plaintextOf(value['plaintext']);
  return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, open(one)]));
}

/** The clear text is JSON. */
function plaintextOf(text: unknown): unknown {
  if (typeof text !== 'string') return hidden;
  try {
    return JSON.parse(text);
  } catch {
    return hidden;
  }
}
