/** Groups of an app and their members. */
export const groupCommands = {}
