import { checkInvocation } from '../../packages/core/src/proxy-flags/check-invocation';
import type { ProxyInvocation } from '../../packages/core/src/proxy-flags/proxy-invocation';

/** Leaves out what the first problem is about, until there is no problem left. */
export function withoutProblems(invocation: ProxyInvocation): ProxyInvocation {
  const [first] = checkInvocation(invocation);
  if (!first) return invocation;
  const [, instance, option] = /^proxy(?:\.instances\[(\d+)\])?(?:\.flags\.(\w+))?/.exec(first.path) ?? [];
  const { flags, instances } = invocation;
  const index = Number(instance ?? -1);
  const own = instances[index];
  if (own && Object.keys(own.flags).length > 0) {
    return withoutProblems({ flags, instances: instances.with(index, { ...own, flags: withoutOne(own.flags, option) }) });
  }
  if (own && instances.length > 1) return withoutProblems({ flags, instances: instances.toSpliced(index, 1) });
  if (Object.keys(flags).length === 0) throw new Error(`${JSON.stringify(invocation)} has a problem and nothing to leave out.`);
  return withoutProblems({ flags: withoutOne(flags, option), instances });
}

/** Without the option, or without the last one if it is not there. */
function withoutOne<Options extends object>(options: Options, option: string | undefined): Options {
  const names = Object.keys(options);
  const left = names.find((name) => name === option) ?? names.at(-1);
  return Object.fromEntries(Object.entries(options).filter(([name]) => name !== left)) as Options;
}
