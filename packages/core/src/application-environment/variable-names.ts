import type { EnvironmentOptions } from './environment-options';
import type { VariableRow } from './variable-table';

/** How an instance is called in the names of its variables: `read-eu` is `READ_EU`. */
export function instanceInCapitals(instance: string): string {
  return instance.toUpperCase().replace(/-/g, '_');
}

/** The prefix of an instance, or undefined if it has none. */
export function prefixOf(instance: string, isDefault: boolean, options: EnvironmentOptions): string | undefined {
  const own = ownText(options.prefixes, instance);
  if (own !== undefined || options.prefix === undefined) return own;
  return isDefault ? options.prefix : `${options.prefix}${instanceInCapitals(instance)}_`;
}

/** The name of the URL variable of an instance, or undefined if it has none. */
export function urlNameOf(instance: string, isDefault: boolean, options: EnvironmentOptions): string | undefined {
  const own = ownText(options.urls, instance);
  if (own !== undefined || options.url === undefined || isDefault) return own ?? options.url;
  const [, before, last = ''] = /^(.*?)(_URL)?$/.exec(options.url) ?? [];
  return `${before}_${instanceInCapitals(instance)}${last}`;
}

/** The name that a row of the table has for an instance, or undefined if that instance has no such variable. */
export function variableName(row: VariableRow, instance: string, isDefault: boolean, options: EnvironmentOptions): string | undefined {
  if (row.name.includes('{PREFIX}')) return filled(row.name, '{PREFIX}', prefixOf(instance, isDefault, options));
  if (row.name.includes('{URL}')) return filled(row.name, '{URL}', urlNameOf(instance, isDefault, options));
  const pattern = isDefault ? row.name : (ownText(row.otherNames, instance) ?? row.otherName);
  return pattern && filled(pattern, '{NAME}', instanceInCapitals(instance));
}

function filled(pattern: string, placeholder: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : pattern.replace(placeholder, () => text);
}

/** An instance may be called as what every object inherits: `constructor`. */
function ownText(texts: Readonly<Record<string, string>> | undefined, name: string): string | undefined {
  return texts && Object.hasOwn(texts, name) ? texts[name] : undefined;
}
