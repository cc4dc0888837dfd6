import { checkInvocation } from '../../packages/core/src/proxy-flags/check-invocation';
import type { ProxyInvocation } from '../../packages/core/src/proxy-flags/proxy-invocation';

/** Leaves out one option or instance after the other, always the one with which the most problems go, until none is left. */
export function withoutProblems(invocation: ProxyInvocation): ProxyInvocation {
  const count = checkInvocation(invocation).length;
  if (count === 0) return invocation;
  const smaller = smallerInvocations(invocation).map((candidate) => ({ candidate, problems: checkInvocation(candidate).length }));
  const [best] = smaller.sort((left, right) => left.problems - right.problems);
  if (!best) throw new Error(`${JSON.stringify(invocation)} has a problem and nothing to leave out.`);
  return withoutProblems(best.candidate);
}

function smallerInvocations({ flags, instances }: ProxyInvocation): readonly ProxyInvocation[] {
  return [
    ...smallerOptions(flags).map((fewer) => ({ flags: fewer, instances })),
    ...instances.flatMap((instance, index) =>
      smallerOptions(instance.flags).map((fewer) => ({ flags, instances: instances.with(index, { ...instance, flags: fewer }) })),
    ),
    ...(instances.length > 1 ? instances.map((_, index) => ({ flags, instances: instances.toSpliced(index, 1) })) : []),
  ];
}

function smallerOptions<Options extends object>(options: Options): readonly Options[] {
  return Object.keys(options).map((left) => Object.fromEntries(Object.entries(options).filter(([option]) => option !== left)) as Options);
}
