/** Attributes and counters of a group. */
export const attributeCommands = {}
