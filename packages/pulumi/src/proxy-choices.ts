/** The form of the sidecar. */
export const SidecarForm = {
  Native: 'native',
  Classic: 'classic',
} as const;
/** The form of the sidecar. */
export type SidecarForm = (typeof SidecarForm)[keyof typeof SidecarForm];

/** When certificates are renewed. */
export const RefreshStrategy = {
  Ahead: 'ahead',
  Lazy: 'lazy',
} as const;
/** When certificates are renewed. */
export type RefreshStrategy = (typeof RefreshStrategy)[keyof typeof RefreshStrategy];

/** Whether the database is dialled before the proxy counts as started. */
export const StartVerification = {
  None: 'none',
  Startup: 'startup',
  Once: 'once',
} as const;
/** Whether the database is dialled before the proxy counts as started. */
export type StartVerification = (typeof StartVerification)[keyof typeof StartVerification];

/** The kind of GKE cluster. */
export const GkePlatform = {
  Standard: 'standard',
  Autopilot: 'autopilot',
} as const;
/** The kind of GKE cluster. */
export type GkePlatform = (typeof GkePlatform)[keyof typeof GkePlatform];

/** What is in the image besides the proxy. */
export const ImageVariant = {
  Distroless: 'distroless',
  Alpine: 'alpine',
} as const;
/** What is in the image besides the proxy. */
export type ImageVariant = (typeof ImageVariant)[keyof typeof ImageVariant];

/** When a node pulls the image. */
export const PullPolicy = {
  IfNotPresent: 'IfNotPresent',
  Always: 'Always',
  Never: 'Never',
} as const;
/** When a node pulls the image. */
export type PullPolicy = (typeof PullPolicy)[keyof typeof PullPolicy];

/** How Kubernetes asks the proxy. */
export const ProbeMethod = {
  Http: 'http',
  Exec: 'exec',
} as const;
/** How Kubernetes asks the proxy. */
export type ProbeMethod = (typeof ProbeMethod)[keyof typeof ProbeMethod];

/** How many proxy processes a pod has. */
export const ProxyProcesses = {
  One: 'one',
  OnePerInstance: 'one-per-instance',
} as const;
/** How many proxy processes a pod has. */
export type ProxyProcesses = (typeof ProxyProcesses)[keyof typeof ProxyProcesses];

/** How the password reaches the application. */
export const PasswordDelivery = {
  Variable: 'variable',
  File: 'file',
  Application: 'application',
} as const;
/** How the password reaches the application. */
export type PasswordDelivery = (typeof PasswordDelivery)[keyof typeof PasswordDelivery];

/** What a client sees that asks for a password where there is none. */
export const EmptyPassword = {
  LeaveOut: 'leave-out',
  Placeholder: 'placeholder',
} as const;
/** What a client sees that asks for a password where there is none. */
export type EmptyPassword = (typeof EmptyPassword)[keyof typeof EmptyPassword];
