/** Topics of communities. */
export const communityCommands = {}
