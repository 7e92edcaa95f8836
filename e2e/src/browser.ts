import { type Browser, type BrowserContextOptions, chromium, type Page, type Request } from 'playwright-core'
import type { Client } from '../../server/test/client.ts'

const flags =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'
const executablePath = process.env.PLENUM_TEST_CHROMIUM ?? '/usr/bin/chromium'
export const narrow = { width: 390, height: 844 }
const patienceMs = 10_000

/** A Chromium whose windows remember what went wrong in them. */
export async function openBrowser(url: string) {
  const chromium_ = await launch()

  return {
    /** A window of its own: nothing is shared with the others. `as` is already signed in. */
    async window({ as, ...options }: { as?: Client } & BrowserContextOptions = {}): Promise<Window> {
      const context = await chromium_.newContext({
        baseURL: url,
        viewport: { width: 1440, height: 940 },
        reducedMotion: 'reduce',
        locale: 'en-US',
        ...options,
      })
      context.setDefaultTimeout(patienceMs)
      if (as) {
        const [name, value] = splitOnce(as.cookie, '=')
        await context.addCookies([{ name, value, url }])
      }
      const page = await context.newPage()
      return Object.assign(page, { complaints: listen(page), inFlight: requestsOf(page) })
    },
    close: () => chromium_.close(),
  }
}

export type Window = Page & { complaints: string[]; inFlight: ReadonlySet<Request> }

function launch(): Promise<Browser> {
  return chromium.launch({ executablePath, args: flags.split(' ') })
}

/** Errors of the console, exceptions, and what the content security policy stopped. A refusal (4xx) is an answer, not an error; without a network nothing can load. */
function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    if (/^Failed to load resource: (.* status of 4\d\d|net::ERR_INTERNET_DISCONNECTED)/.test(message.text())) return
    complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.url()} answered ${response.status()}`)
  })
  return complaints
}

/** Those without an answer yet. */
function requestsOf(page: Page): ReadonlySet<Request> {
  const open = new Set<Request>()
  page.on('request', (request) => open.add(request))
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  return open
}

function splitOnce(text: string, at: string): [string, string] {
  const place = text.indexOf(at)
  return [text.slice(0, place), text.slice(place + at.length)]
}
