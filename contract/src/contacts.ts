/** Recent contacts of a user, their groups and marks. */
export const contactCommands = {}
