import type { CommandName, Input, Output } from '@plenum/contract'

/** A call that was answered with a refusal. */
export class Refused extends Error {
  readonly code: string
  readonly number: number
  readonly status: number
  readonly details: Record<string, unknown>

  constructor(command: string, status: number, error: { code: string; number: number; message: string; details: Record<string, unknown> }) {
    super(`${command}: ${error.code}: ${error.message}`)
    this.code = error.code
    this.number = error.number
    this.status = status
    this.details = error.details
  }
}

/** Someone at the door `/api`: with a session cookie, an API key, or nothing. */
export class Client {
  readonly url: string
  /** Of the session. */
  cookie = ''
  /** By which this browser is known. */
  device = ''
  readonly bearer: string | null

  constructor(url: string, bearer: string | null = null) {
    this.url = url
    this.bearer = bearer
  }

  async call<N extends CommandName>(name: N, input: Input<N>): Promise<Output<N>> {
    const response = await this.post(name, input)
    const body = (await response.json()) as Output<N> & { error?: ConstructorParameters<typeof Refused>[2] }
    if (body.error) throw new Refused(name, response.status, body.error)
    return body
  }

  /** The refusal itself; a call that succeeds fails the test. */
  async refused<N extends CommandName>(name: N, input: Input<N>): Promise<Refused> {
    try {
      await this.call(name, input)
    } catch (error) {
      if (error instanceof Refused) return error
      throw error
    }
    throw new Error(`${name} was expected to be refused`)
  }

  async post(name: string, input: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const cookies = [this.cookie, this.device].filter(Boolean).join('; ')
    const response = await fetch(`${this.url}/api/${name}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(cookies && { cookie: cookies }),
        ...(this.bearer && { authorization: `Bearer ${this.bearer}` }),
        ...headers,
      },
      body: typeof input === 'string' ? input : JSON.stringify(input),
    })
    for (const line of response.headers.getSetCookie()) {
      const [cookie = ''] = line.split(';')
      if (cookie.includes('plenum_device=')) this.device = cookie
      else this.cookie = cookie
    }
    return response
  }
}
