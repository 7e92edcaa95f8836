/** Who is connected. */
export const presenceCommands = {}
