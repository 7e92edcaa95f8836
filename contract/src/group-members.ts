/** Members of a group one by one: roles, mutes, owner, import. */
export const groupMemberCommands = {}
