// postgres.js 3.4.9, the newest there is, does not survive a lost connection: the process crashes on a socket that is gone, a connection
// never comes back, or statements of a dead transaction run inside somebody else's. This repairs the installed package in place.
// Each entry names the reports of the fault. When a release has them all, this file goes.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const repairs = [
  {
    why: 'A write that was waiting when the connection closed blocks every later one, and the next query gets the error of the last (1154, 1208).',
    file: 'connection.js',
    from: `    socket = null

    if (initial)
      return reconnect()

    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
`,
    to: `    socket = null

    const lost = Errors.connection('CONNECTION_CLOSED', options, socket)
    nextWriteTimer = chunk = null
    initial
      ? query && queryError(query, lost)
      : (query || sent.length) && error(lost)
    query = errorResponse = results = final = null
    rows = 0
    result = new Result()
    ended && (ended(), ending = ended = null)

    if (initial)
      return reconnect()

`,
  },
  {
    why: 'A write after the connection has closed crashes the process (1066, 1154, 1208).',
    file: 'connection.js',
    from: `  function nextWrite(fn) {
    const x = socket.write(chunk, fn)
`,
    to: `  function nextWrite(fn) {
    if (!socket) {
      const lost = Errors.connection('CONNECTION_CLOSED', options, socket)
      query && queryError(query, lost)
      while (sent.length)
        queryError(sent.shift(), lost)
      query = chunk = nextWriteTimer = null
      return false
    }
    const x = socket.write(chunk, fn)
`,
  },
  {
    why: 'A socket that has room again gives the connection of an open transaction to everybody (823, 1204).',
    file: 'connection.js',
    from: '    !query && onopen(connection)\n',
    to: '    !query && !connection.reserved && onopen(connection)\n',
  },
  {
    why: 'A begin that fills the pipeline or the socket is sent without reserving its connection (823, 1189).',
    file: 'connection.js',
    from: `      return write(toBuffer(q))
        && !q.describeFirst
        && !q.cursorFn
        && sent.length < max_pipeline
        && (!q.options.onexecute || q.options.onexecute(connection))
`,
    to: `      const hasRoom = write(toBuffer(q))
      if (q.options.onexecute)
        return q.options.onexecute(connection), false

      return hasRoom
        && !q.describeFirst
        && !q.cursorFn
        && sent.length < max_pipeline
`,
  },
  {
    why: 'After a statement that failed half-way through its rows, the result of the next begins with holes.',
    file: 'connection.js',
    from: `    query = results = errorResponse = null
    result = new Result()
    connectTimer.cancel()
`,
    to: `    query = results = errorResponse = null
    result = new Result()
    rows = 0
    connectTimer.cancel()
`,
  },
  {
    why: 'A connection lost while it asks for types is a rejection that nobody handles.',
    file: 'connection.js',
    from: `    types.forEach(({ oid, typarray }) => addArrayType(oid, typarray))
`,
    to: `    types && types.forEach(({ oid, typarray }) => addArrayType(oid, typarray))
`,
  },
  {
    why: 'The same.',
    file: 'connection.js',
    from: `      order by b.oid
    \`], [], execute)
`,
    to: `      order by b.oid
    \`], [], execute).catch(noop)
`,
  },
  {
    why: 'A transaction whose connection closed goes on over the next connection, and its waiting queries never settle (1133, 1186, 1216).',
    file: 'index.js',
    from: `        new Promise((_, reject) => connection.onclose = reject)
`,
    to: `        new Promise((_, reject) => connection.onclose = error => {
          lost = error
          reject(error)
          while (queries.length)
            queries.shift().reject(error)
        })
`,
  },
  {
    why: 'The same.',
    file: 'index.js',
    from: `      , connection
      , prepare = null
`,
    to: `      , connection
      , lost = null
      , prepare = null
`,
  },
  {
    why: 'The same.',
    file: 'index.js',
    from: `        q.catch(e => uncaughtError || (uncaughtError = e))
        c.queue === full
`,
    to: `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (lost)
          return q.reject(lost)

        c.queue === full
`,
  },
  {
    why: 'The same for a connection that somebody reserved.',
    file: 'index.js',
    from: `    const sql = Sql(handler)
    sql.release = () => {
      c.reserved = null
      onopen(c)
    }

    return sql

    function handler(q) {
      c.queue === full
`,
    to: `    const sql = Sql(handler)
    let lost = null
    c.onclose = error => {
      lost = error
      while (queue.length)
        queue.shift().reject(error)
    }
    sql.release = () => {
      if (lost)
        return
      c.onclose = null
      c.reserved = null
      onopen(c)
    }

    return sql

    function handler(q) {
      if (lost)
        return q.reject(lost)

      c.queue === full
`,
  },
  {
    why: 'Whoever waits for a connection of his own and is refused still gets one later, which nobody gives back.',
    file: 'index.js',
    from: `        const query = { reserve: resolve, reject }
`,
    to: `        const query = { reserve: resolve, reject: error => (queries.remove(query), reject(error)) }
`,
  },
  {
    why: 'A connection promised to one is given to a second before the first takes it (1204).',
    file: 'index.js',
    from: `        return query.reserve(c)
`,
    to: `        return move(c, reserved), query.reserve(c)
`,
  },
  {
    why: 'Whoever waits for a connection of his own while one is replaced is forgotten.',
    file: 'index.js',
    from: `    queries.length && connect(c, queries.shift())
`,
    to: `    if (queries.length) {
      const next = queries.shift()
      next.reserve && queries.push(next)
      connect(c, next)
    }
`,
  },
]

const source = new URL('../node_modules/postgres/src/', import.meta.url)

for (const { file, from, to } of existsSync(source) ? repairs : []) {
  const path = fileURLToPath(new URL(file, source))
  const text = readFileSync(path, 'utf8')
  if (text.includes(to)) continue
  if (text.split(from).length !== 2) {
    console.error(`script/repair-postgres.js does not know this version of postgres.js (${file}). Was the package updated?`)
    process.exit(1)
  }
  writeFileSync(
    path,
    text.replace(from, () => to),
  )
}
