/** What every report says of itself. */
export const rehearsalNotice =
  'No rehearsal has met Google. Instance, IAM and metadata server are stand-ins on this machine. What takes its time in the cloud (a role that was just granted), what an organisation forbids, what the network lets through and what the node pools are like shows only there.';
