import { Refusal, refusals, userId } from '@plenum/contract'
import { z } from 'zod'
import { endpoint, type Service } from '../dialect/endpoint.ts'
import { unlessEmpty, withOlderNames } from '../dialect/spelling.ts'

const profile = { Nick: unlessEmpty(z.string()), FaceUrl: unlessEmpty(z.string()) }
const account = z.object({ UserID: z.string(), ...profile })
const named = z.object({ UserID: z.string() })
const itemsMax = 100

type Account = z.infer<typeof account>
const asUser = ({ UserID, Nick, FaceUrl }: Account) => ({ userId: UserID, nick: Nick, faceUrl: FaceUrl })

const deletionInfo = {
  deleted: '',
  user_unknown: 'Err_TLS_PT_Open_Login_Account_Not_Exist',
  user_is_administrator: 'The account is an administrator of the app.',
}

export const imOpenLoginSvc: Service = {
  name: 'im_open_login_svc',
  numbers: { bad_input: 70402, too_many_items: 70206, internal: 70500, busy: 70169, database_away: 70169 },
  endpoints: [
    endpoint('im_open_login_svc/account_import', {
      body: withOlderNames({ Identifier: 'UserID' }, account.extend({ UserID: userId })),
      command: 'user.import',
      toInput: asUser,
      toBody: () => ({}),
    }),
    endpoint('im_open_login_svc/multiaccount_import', {
      callsPerSecond: 100,
      body: z.object({
        Accounts: z.array(z.string()).max(itemsMax).optional(),
        AccountList: z
          .array(withOlderNames({ Identifier: 'UserID' }, account))
          .max(itemsMax)
          .optional(),
      }),
      command: 'user.importMany',
      toInput: ({ Accounts, AccountList }) => {
        if (!Accounts && !AccountList) throw new Refusal('bad_input', { field: 'Accounts', reason: 'Accounts is missing.' })
        const users = [...(Accounts ?? []).map((userId) => ({ userId })), ...(AccountList ?? []).map(asUser)]
        if (users.length > itemsMax) throw new Refusal('too_many_items', { field: 'AccountList', allowed: itemsMax })
        return { users }
      },
      toBody: ({ refused }) => ({ FailAccounts: refused.map(({ userId }) => userId) }),
    }),
    endpoint('im_open_login_svc/account_delete', {
      callsPerSecond: 100,
      body: z.object({ DeleteItem: z.array(named).max(itemsMax) }),
      command: 'user.delete',
      toInput: ({ DeleteItem }) => ({ userIds: DeleteItem.map(({ UserID }) => UserID) }),
      toBody: ({ users }) => ({
        ResultItem: users.map(({ userId, code }) => ({
          ResultCode: code === 'deleted' ? 0 : refusals[code].number,
          ResultInfo: deletionInfo[code],
          UserID: userId,
        })),
      }),
    }),
    endpoint('im_open_login_svc/account_check', {
      callsPerSecond: 100,
      body: z.object({ CheckItem: z.array(named).max(itemsMax) }),
      command: 'user.check',
      toInput: ({ CheckItem }) => ({ userIds: CheckItem.map(({ UserID }) => UserID) }),
      toBody: ({ users }) => ({
        ResultItem: users.map(({ userId, imported }) => ({
          UserID: userId,
          ResultCode: 0,
          ResultInfo: '',
          AccountStatus: imported ? 'Imported' : 'NotImported',
        })),
      }),
    }),
    endpoint('im_open_login_svc/kick', {
      body: withOlderNames({ Identifier: 'UserID' }, named),
      command: 'user.kick',
      toInput: ({ UserID }) => ({ userId: UserID }),
      toBody: () => ({}),
    }),
  ],
}
