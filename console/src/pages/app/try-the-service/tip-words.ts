/** What the service tells a group, in words; null: something else. */
export function tipWords(data: string | undefined): string | null {
  const tip = parsed(data)
  const names = Array.isArray(tip?.userIds) ? tip.userIds.join(', ') : ''
  switch (tip?.tip) {
    case 'membersJoined':
      return `${names} joined.`
    case 'membersLeft':
      return `${names} left.`
    case 'membersRemoved':
      return `${names} went.`
    case 'groupChanged':
      return 'The group was changed.'
    default:
      return tip ? 'Something changed in the group.' : null
  }
}

function parsed(data: string | undefined): { tip?: string; userIds?: unknown } | null {
  try {
    return JSON.parse(data ?? '') as { tip?: string }
  } catch {
    return null
  }
}
