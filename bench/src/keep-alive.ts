import { connect } from 'node:net'

/**
 * A caller over one connection that stays open, one request at a time. Written on the socket itself: the caller shares the
 * machine with what it measures, and a full HTTP client would take more of it than the server does.
 */
export async function openConnection(port: number) {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true })
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  let received: Buffer = Buffer.alloc(0)
  let waiting: { resolve: (body: string) => void; reject: (error: Error) => void } | null = null

  socket.on('data', (part: Buffer) => {
    received = received.length === 0 ? part : Buffer.concat([received, part])
    const headEnd = received.indexOf('\r\n\r\n')
    if (headEnd < 0) return
    const length = received.toString('latin1', 0, headEnd).match(/\r\ncontent-length: *(\d+)/i)
    if (!length) return fail(new Error('The answer has no content-length'))
    const end = headEnd + 4 + Number(length[1])
    if (received.length < end) return
    const body = received.toString('utf8', headEnd + 4, end)
    received = received.subarray(end)
    waiting?.resolve(body)
  })
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('The connection was closed')))
  function fail(error: Error) {
    waiting?.reject(error)
  }

  return {
    post(path: string, body: string): Promise<string> {
      return new Promise((resolve, reject) => {
        if (socket.destroyed || !socket.writable) return reject(new Error('The connection was closed'))
        waiting = { resolve, reject }
        const length = Buffer.byteLength(body)
        socket.write(
          `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`,
        )
      })
    },
    close: () => socket.destroy(),
  }
}

export type Connection = Awaited<ReturnType<typeof openConnection>>
