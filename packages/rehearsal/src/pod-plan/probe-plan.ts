/** A probe with every default of Kubernetes written out, named ports resolved. */
export interface ProbePlan {
  readonly kind: 'startup' | 'readiness' | 'liveness';
  readonly action: ProbeAction;
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly successThreshold: number;
  readonly failureThreshold: number;
}

export type ProbeAction =
  | {
      readonly kind: 'httpGet';
      /** Undefined is the pod's address. */
      readonly host?: string;
      readonly port: number;
      readonly path: string;
      readonly scheme: 'HTTP' | 'HTTPS';
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'tcpSocket'; readonly host?: string; readonly port: number }
  | { readonly kind: 'exec'; readonly command: readonly string[] }
  | { readonly kind: 'grpc'; readonly port: number; readonly service: string };
