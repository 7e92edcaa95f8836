import type { Input, Output } from '@plenum/contract'
import { fromCell } from '../csv.ts'

export const importedMax = 100

type Account = Output<'appUser.get'>['users'][number]

const head = [
  'UserID',
  'Nickname',
  'Profile Photo',
  'Type',
  'Creation time',
  'Gender',
  'Birth date',
  'Location',
  "What's Up",
  'Level',
  'Role',
]

/** The first three columns are those of an import. */
export function rowsOf(accounts: Account[]): (string | number | null)[][] {
  return [
    head,
    ...accounts.map(({ userId, nick, faceUrl, isAdministrator, createdAt, profile }) => [
      userId,
      nick,
      faceUrl,
      isAdministrator ? 'Admin' : 'General',
      createdAt,
      profile.gender ?? null,
      profile.birthday ?? null,
      profile.location ?? null,
      profile.signature ?? null,
      profile.level ?? null,
      profile.role ?? null,
    ]),
  ]
}

/** One account a line: UserID, nickname, photo. A head and empty lines are passed over; a field that is empty leaves what is there. */
export function readAccounts(text: string): Input<'appUser.import'>['users'] {
  return readCsv(text.replace(/^\uFEFF/, '')).flatMap(([userId = '', nick = '', faceUrl = ''], line) => {
    if (userId.trim() === '' || (line === 0 && /^(userid|username)$/i.test(userId.trim()))) return []
    return [{ userId: userId.trim(), ...(nick && { nick }), ...(faceUrl && { faceUrl }) }]
  })
}

/** Fields in quotes may hold commas, line ends and doubled quotes. */
function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n?|\n|$)/g)) {
    row.push(fromCell(quoted?.replaceAll('""', '"') ?? plain))
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}
