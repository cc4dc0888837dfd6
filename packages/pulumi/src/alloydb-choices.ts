/** How clients without a connector may connect. */
export const SslMode = {
  /** With TLS only. */
  EncryptedOnly: 'ENCRYPTED_ONLY',
  /** With TLS or without. */
  AllowUnencrypted: 'ALLOW_UNENCRYPTED_AND_ENCRYPTED',
} as const;
/** How clients without a connector may connect. */
export type SslMode = (typeof SslMode)[keyof typeof SslMode];

/** Where the nodes of a primary instance are. */
export const AvailabilityType = {
  /** In two zones: it survives the loss of one. */
  Regional: 'REGIONAL',
  /** In one zone. */
  Zonal: 'ZONAL',
} as const;
/** Where the nodes of a primary instance are. */
export type AvailabilityType = (typeof AvailabilityType)[keyof typeof AvailabilityType];

/** Whether an instance runs. */
export const ActivationPolicy = {
  /** It runs. */
  Always: 'ALWAYS',
  /** It is stopped. */
  Never: 'NEVER',
} as const;
/** Whether an instance runs. */
export type ActivationPolicy = (typeof ActivationPolicy)[keyof typeof ActivationPolicy];

/** What is paid for. */
export const SubscriptionType = {
  /** A trial that ends by itself. */
  Trial: 'TRIAL',
  /** The normal one. */
  Standard: 'STANDARD',
} as const;
/** What is paid for. */
export type SubscriptionType = (typeof SubscriptionType)[keyof typeof SubscriptionType];

/** A day of the week. */
export const Weekday = {
  Monday: 'MONDAY',
  Tuesday: 'TUESDAY',
  Wednesday: 'WEDNESDAY',
  Thursday: 'THURSDAY',
  Friday: 'FRIDAY',
  Saturday: 'SATURDAY',
  Sunday: 'SUNDAY',
} as const;
/** A day of the week. */
export type Weekday = (typeof Weekday)[keyof typeof Weekday];
