/** Messages between two users. */
export const directCommands = {}
