import fc from 'fast-check';
import { environmentVariable } from '../../packages/core/src/proxy-flags/flag-names';
import type { StartCase } from './compare-starts';
import { primary, read } from './known-cases';
import { anyText, instanceTexts, type Machine, rightValue, startableFlags } from './start-arbitraries';

interface Part {
  readonly args?: readonly string[];
  readonly variable: readonly [name: string, text: string];
}

/** Few arguments and some variables, right and wrong, some of them for a flag that is there too. */
export function environments(machine: Machine): fc.Arbitrary<StartCase> {
  const ofFlag = fc.constantFrom(...startableFlags).chain((row): fc.Arbitrary<Part> => {
    const variable = anyText(row, machine).map((text) => [environmentVariable(row.name), text] as const);
    const flag = rightValue(row, machine).map((value) => [`--${row.name}=${Array.isArray(value) ? value.join(' ') : value}`]);
    return fc.record({ variable, args: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: flag }) });
  });
  const ofInstance = fc
    .constantFrom('', '_0', '_1')
    .chain((suffix) => instanceTexts(machine).map((text): Part => ({ variable: [`ALLOYDB_PROXY_INSTANCE_URI${suffix}`, text] })));
  const odd = fc.constantFrom<Part>(
    { variable: ['ALLOYDB_PROXY_CONFIG_FILE', '/nonexistent.toml'] },
    { variable: ['ALLOYDB_PROXY_HELP', 'true'] },
    { variable: ['ALLOYDB_PROXY_PROT', '1'] },
    { variable: ['ALLOYDB_PROXY_SERVICE_HOST', '10.0.0.1'] },
    { variable: ['ALLOYDB_PROXY_METADATA', 'container'] },
    { variable: ['ALLOYDB_PROXY_INSTANCE_URI_2', read] },
  );
  const any = fc.oneof({ weight: 6, arbitrary: ofFlag }, { weight: 2, arbitrary: ofInstance }, { weight: 1, arbitrary: odd });
  const instances = fc.constantFrom<readonly string[]>([primary], [`${primary}?port=21500`, read], ['--health-check', primary], []);
  return fc.tuple(instances, fc.array(any, { minLength: 1, maxLength: 4 })).map(([given, parts]) => ({
    args: [...parts.flatMap(({ args }) => args ?? []), ...given],
    environment: Object.fromEntries(parts.map(({ variable }) => variable)),
  }));
}
