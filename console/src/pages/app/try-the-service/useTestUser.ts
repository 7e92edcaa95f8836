import { connect, type PlenumClient, Refused, SignedOut } from '@plenum/sdk'
import { useEffect, useRef, useState } from 'react'
import { call, Failure } from '../../../data/call.ts'

export interface Trouble {
  code: string
  message: string
}

/** A user of the app who is signed in from this page, as any application would do it: with the SDK alone. */
export interface TestUser {
  userId: string
  state: 'out' | 'signingIn' | 'in' | 'connecting'
  client: PlenumClient | null
  trouble: Trouble | null
  signIn(): Promise<void>
  signOut(): Promise<void>
}

export function useTestUser(sdkAppId: number, userId: string): TestUser {
  const [state, setState] = useState<TestUser['state']>('out')
  const [client, setClient] = useState<PlenumClient | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const open = useRef<PlenumClient | null>(null)

  useEffect(
    () => () => {
      void open.current?.close()
      open.current = null
    },
    [],
  )

  async function signIn() {
    setTrouble(null)
    setState('signingIn')
    try {
      const connected = await connectAs(sdkAppId, userId)
      open.current = connected
      connected.on('state', ({ state }) => setState(state === 'connected' ? 'in' : state === 'connecting' ? 'connecting' : 'out'))
      connected.on('signedOut', ({ reason }) => {
        setClient(null)
        if (reason !== 'closed') setTrouble({ code: reason, message: whySignedOut[reason] })
      })
      setClient(connected)
      setState('in')
    } catch (error) {
      setState('out')
      setTrouble(troubleOf(error))
    }
  }

  return {
    userId,
    state,
    client,
    trouble,
    signIn,
    async signOut() {
      open.current = null
      await client?.close()
    },
  }
}

/** The UserSig comes from the console, where an application would ask its own server. */
export function connectAs(sdkAppId: number, userId: string): Promise<PlenumClient> {
  return connect({
    url: location.origin,
    sdkAppId,
    userId,
    userSig: async () => (await call('userSig.create', { sdkAppId, userId })).userSig,
    giveUpAfterMs: 30_000,
  })
}

export function troubleOf(error: unknown): Trouble {
  if (error instanceof Refused || error instanceof Failure) return { code: error.code, message: error.message }
  if (error instanceof SignedOut) return { code: error.reason, message: whySignedOut[error.reason] }
  return { code: 'no_connection', message: 'The connection was lost. Try again.' }
}

const whySignedOut: Record<SignedOut['reason'], string> = {
  closed: 'Signed out.',
  replaced: 'This user was signed in elsewhere: another page or device took the place, as the Login Settings want it.',
  kicked: 'The app’s server forced this user offline.',
  notInService: 'The app is not in service any more.',
  refused: 'Signing in was refused.',
}
