/** What only audio-video groups have, and notices to a group. */
export const avGroupCommands = {}
