import type { Service } from './endpoint.ts'

export const allMemberPush: Service = {
  name: 'all_member_push',
  numbers: { bad_input: 90001, too_many_items: 90018, user_unknown: 90048, internal: 91000, busy: 91000, database_away: 91000 },
  endpoints: [],
}
