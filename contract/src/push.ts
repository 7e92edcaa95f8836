/** Push to all users of an app, by attributes and tags. */
export const pushCommands = {}
