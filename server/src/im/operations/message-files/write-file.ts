import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'

export interface Written {
  bytes: number
  md5: string
  gzipBytes: number
  gzipMd5: string
}

/** Compresses what comes, never holding more than a portion. The file is there whole or not at all. */
export async function writeFile(path: string, texts: AsyncIterable<string>): Promise<Written> {
  const [plain, compressed] = [measure(), measure()]
  const unfinished = `${path}.part`
  await mkdir(dirname(path), { recursive: true })
  try {
    await pipeline(texts, plain.pass, createGzip(), compressed.pass, createWriteStream(unfinished, { mode: 0o600 }))
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
  return { bytes: plain.bytes(), md5: plain.md5(), gzipBytes: compressed.bytes(), gzipMd5: compressed.md5() }
}

function measure() {
  const hash = createHash('md5')
  let bytes = 0
  return {
    async *pass(chunks: AsyncIterable<string | Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk)
        bytes += Buffer.byteLength(chunk)
        yield chunk
      }
    },
    bytes: () => bytes,
    md5: () => hash.digest('hex'),
  }
}
