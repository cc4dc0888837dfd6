/** What a report says besides where the Auth Proxy was a stand-in. */
export const standInNotice =
  'The Auth Proxy was a stand-in too: the connector of @alloydb-gke behind the flags of the Auth Proxy. How the real program starts, logs and ends was not seen: rehearse once more where it can be had.';

/** What every report says of itself. */
export const rehearsalNotice =
  'No rehearsal has met Google. Instance, IAM and metadata server are stand-ins on this machine. What takes its time in the cloud (a role that was just granted), what an organisation forbids, what the network lets through and what the node pools are like shows only there.';
