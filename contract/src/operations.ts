/** Statistics, message files, addresses, media, global mutes. */
export const operationCommands = {}
