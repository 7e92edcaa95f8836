/** Friends, lists of friends and blocklist of a user. */
export const friendCommands = {}
