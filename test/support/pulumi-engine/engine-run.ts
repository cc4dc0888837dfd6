/** What happened to one resource. */
export interface EngineStep {
  /** `same`, `create`, `update`, `replace`, `create-replacement`, `delete-replaced`, `delete`, `read`, `refresh`, … */
  readonly operation: string;
  readonly type: string;
  readonly name: string;
  /** The inputs that the engine sends. What is not known yet is `unknownValue`. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly isProtected: boolean;
}

/** One run of the engine. */
export interface EngineRun {
  readonly succeeded: boolean;
  /** What the command printed. */
  readonly printed: string;
  readonly steps: readonly EngineStep[];
  /** What the engine reports as errors. */
  readonly errors: readonly string[];
  /** Outputs of the stack. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

interface EventState {
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly protect?: boolean;
}

interface EngineEvent {
  readonly resourcePreEvent?: { readonly metadata: EventMetadata };
  readonly resOutputsEvent?: { readonly metadata: EventMetadata };
  readonly diagnosticEvent?: { readonly message: string; readonly severity: string };
}

interface EventMetadata {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly old?: EventState | null;
  readonly new?: EventState | null;
}

/** What the lines of an event log say. */
export function readEventLog(text: string): Omit<EngineRun, 'succeeded' | 'printed'> {
  const events = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as EngineEvent);
  const stack = events
    .map(({ resOutputsEvent }) => resOutputsEvent?.metadata)
    .findLast((metadata) => metadata?.type === 'pulumi:pulumi:Stack');
  return {
    steps: events.flatMap(({ resourcePreEvent }) => (resourcePreEvent ? [stepOf(resourcePreEvent.metadata)] : [])),
    errors: events.flatMap(({ diagnosticEvent }) => (diagnosticEvent?.severity === 'error' ? [diagnosticEvent.message] : [])),
    outputs: stack?.new?.outputs ?? {},
  };
}

function stepOf({ op, urn, type, old, new: now }: EventMetadata): EngineStep {
  const state = now ?? old;
  return {
    operation: op,
    type,
    name: urn.split('::').at(-1) ?? '',
    inputs: state?.inputs ?? {},
    isProtected: state?.protect === true,
  };
}
