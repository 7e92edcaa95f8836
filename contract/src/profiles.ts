/** Profiles of users. */
export const profileCommands = {}
