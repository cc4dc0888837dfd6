import { enumerations, messages } from './admin-api-messages.generated';
import type { MessageName } from './method-table';

/** How a field is written. */
export interface FieldRow {
  readonly id: number;
  readonly type: string;
  readonly kind: 'one' | 'list' | 'map';
}

/** The fields of a message, or undefined for a type that is not a message. */
export function fieldsOf(type: string): Readonly<Record<string, FieldRow>> | undefined {
  return Object.hasOwn(messages, type) ? messages[type as MessageName] : undefined;
}

/** The numbers of an enumeration, or undefined for a type that is none. */
export function enumerationOf(type: string): Readonly<Record<string, number>> | undefined {
  const name = type.replace(/^enum /, '');
  return type.startsWith('enum ') && Object.hasOwn(enumerations, name) ? enumerations[name as keyof typeof enumerations] : undefined;
}

/** A message as JSON with its enumerations as numbers. */
export function withNumbers(type: string, message: object): object {
  const fields = fieldsOf(type) ?? {};
  return Object.fromEntries(
    Object.entries(message).map(([name, value]: [string, unknown]) => {
      const field = fields[name];
      if (field === undefined || field.kind === 'map') return [name, value];
      return [name, Array.isArray(value) ? value.map((one) => numbered(field.type, one)) : numbered(field.type, value)];
    }),
  );
}

function numbered(type: string, value: unknown): unknown {
  if (typeof value === 'string') return enumerationOf(type)?.[value] ?? value;
  return typeof value === 'object' && value !== null ? withNumbers(type, value) : value;
}
