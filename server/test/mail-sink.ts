import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

export interface ReceivedMail {
  to: string
  text: string
}

/** The far side of mail: takes everything by SMTP and keeps it. */
export async function startMailSink() {
  const received: ReceivedMail[] = []
  const waiting: ((mail: ReceivedMail) => void)[] = []
  const server = createServer((socket) => converse(socket, (mail) => (waiting.shift() ?? ((late) => received.push(late)))(mail)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    next: (): Promise<ReceivedMail> => {
      const mail = received.shift()
      return mail ? Promise.resolve(mail) : new Promise((resolve) => waiting.push(resolve))
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

function converse(socket: Socket, deliver: (mail: ReceivedMail) => void) {
  const say = (line: string) => socket.write(`${line}\r\n`)
  let to = ''
  let body: string[] | null = null
  let rest = ''
  say('220 sink')
  socket.setEncoding('utf8').on('data', (chunk) => {
    const lines = (rest + chunk).split('\r\n')
    rest = lines.pop()!
    for (const line of lines) hear(line)
  })
  socket.on('error', () => {})

  function hear(line: string) {
    if (body) {
      if (line !== '.') return void body.push(line)
      // A soft line break of quoted-printable is no part of the text.
      const text = body.join('\n').replaceAll('=\n', '').replaceAll('=3D', '=')
      body = null
      say('250 taken')
      return deliver({ to, text })
    }
    const word = line.split(' ')[0]!.toUpperCase()
    if (word === 'RCPT') to = /<(.*)>/.exec(line)?.[1] ?? ''
    if (word === 'DATA') {
      body = []
      return say('354 go on')
    }
    if (word === 'QUIT') {
      say('221 bye')
      return void socket.end()
    }
    say('250 ok')
  }
}
