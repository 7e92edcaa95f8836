/** Accounts of an app, as its server imports and asks for them. */
export const userCommands = {}
