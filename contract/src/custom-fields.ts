/** Fields of an app's own on users, friends, groups and members. */
export const customFieldCommands = {}
