/**
 * Which of an instance's addresses is dialled.
 * Source: https://cloud.google.com/alloydb/docs/auth-proxy/connect
 */
export type IpType = 'PRIVATE' | 'PUBLIC' | 'PSC';

/** The IP types, in the order in which they are told. */
export const ipTypes: readonly IpType[] = ['PRIVATE', 'PUBLIC', 'PSC'];
