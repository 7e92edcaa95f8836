import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'

export type User = { name: string; uid: number; gid: number }

/** Where a cluster lives, and as whom it runs. `folder` holds postgres/ and postgres.log. */
export type Place = { binaries: string; folder: string; user: User | null }

/**
 * PostgreSQL does not run as root, so root starts it as somebody else: whoever owns the cluster already, else `postgres`, else `nobody`.
 * Null: as ourselves.
 */
export function chooseUser(clusterFolder: string): User | null {
  if (process.getuid?.() !== 0) return null
  const owner = statSync(clusterFolder, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { name: askId('-un', String(owner.uid)) ?? String(owner.uid), uid: owner.uid, gid: owner.gid }
  return findUser('postgres') ?? findUser('nobody')
}

/** Whether that user may enter a folder or run a program: some folder above it may be closed to others. */
export function canReach(path: string, user: User) {
  try {
    execFileSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { uid: user.uid, gid: user.gid, cwd: '/', stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function findUser(name: string): User | null {
  const uid = askId('-u', name)
  const gid = askId('-g', name)
  return uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : null
}

function askId(flag: string, user: string) {
  try {
    return execFileSync('id', [flag, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return null
  }
}
