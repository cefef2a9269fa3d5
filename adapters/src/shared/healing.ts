/**
 * Codes of 9.x's `ondisconnect` after which the SDK goes on by itself: it says that it is disconnected, and connects again.
 * The network went offline, the binary link was given up for another one, and `Sync_Error`: the line dropped between the answer to
 * a login and the end of what is fetched after it.
 */
export const healing: readonly unknown[] = ['binarySocketUnreliable', 'offlineListener', 'Sync_Error'];
