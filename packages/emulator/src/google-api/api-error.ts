/** The statuses of Google's APIs: what gRPC and HTTP call each. Source: https://cloud.google.com/apis/design/errors#handling_errors */
export const apiStatuses = {
  INVALID_ARGUMENT: { http: 400, grpc: 3 },
  UNAUTHENTICATED: { http: 401, grpc: 16 },
  PERMISSION_DENIED: { http: 403, grpc: 7 },
  NOT_FOUND: { http: 404, grpc: 5 },
  RESOURCE_EXHAUSTED: { http: 429, grpc: 8 },
  UNIMPLEMENTED: { http: 501, grpc: 12 },
  UNAVAILABLE: { http: 503, grpc: 14 },
} as const;

export type ApiStatus = keyof typeof apiStatuses;

/** Why, for programs. Source: https://google.aip.dev/193#errorinfo */
export interface ErrorInfo {
  readonly reason: string;
  readonly domain: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A refusal of a Google API, in the words of the service as far as they are known. */
export class ApiError extends Error {
  override readonly name: string = 'ApiError';
  readonly status: ApiStatus;
  readonly info: ErrorInfo | undefined;

  constructor(status: ApiStatus, message: string, info?: ErrorInfo) {
    super(message);
    this.status = status;
    this.info = info;
  }

  /** The body of an answer over HTTP. */
  toJSON(): object {
    const details = this.info && [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', ...this.info }];
    return { error: { code: apiStatuses[this.status].http, message: this.message, status: this.status, ...(details && { details }) } };
  }
}
