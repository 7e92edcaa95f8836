import type { Output } from '@plenum/contract'

type Cause = NonNullable<Output<'userSig.verify'>['refused']>['code']

/** What helps. */
export const remedies: Record<Cause, string> = {
  usersig_empty: 'Nothing was handed over. Look where your server makes it and how it reaches the client.',
  usersig_malformed: 'It was cut off or changed on its way. Copy it whole; do not encode it twice.',
  usersig_faulty: 'It was made wrong, or in another version. Make it with a public library of version 2.0.',
  usersig_other_app: 'Make it with the SDKAppID and the key of this app.',
  usersig_other_user: 'It belongs to one user only. Make one for this UserID, letter for letter.',
  usersig_wrong_key: 'Make it with the present key: Basic Configuration, Display key.',
  usersig_expired: 'Make a new one, and let it hold longer if this happens often.',
  usersig_revoked: 'The user was forced offline since it was made. Make a new one.',
}

/** 15552000 as `180 days`. */
export function heldText(seconds: number): string {
  const units = [
    [86_400, 'day'],
    [3_600, 'hour'],
    [60, 'minute'],
    [1, 'second'],
  ] as const
  const [size, name] = units.find(([size]) => seconds >= size && seconds % size === 0) ?? [1, 'second']
  const held = seconds / size
  return `${held.toLocaleString('en-US')} ${name}${held === 1 ? '' : 's'}`
}
