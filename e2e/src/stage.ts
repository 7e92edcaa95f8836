import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { AppDriver } from '../../server/test/app-driver.ts'
import type { Client } from '../../server/test/client.ts'
import { openBrowser, type Window } from './browser.ts'
import { type Plenum, startPlenum } from './plenum.ts'

interface Stage {
  plenum: Plenum
  window: Awaited<ReturnType<typeof openBrowser>>['window']
  /** Someone with an app, and a window in which they are signed in. */
  ownerWithApp: (name: string, options?: BrowserContextOptions) => Promise<{ owner: Client; app: AppDriver; page: Window }>
}

/** For the stories of one file: a running Plenum and a browser. After each story no window may have complained. */
export function stage(env: Record<string, string> = {}): Stage {
  const stage = {} as Stage
  let browser: Awaited<ReturnType<typeof openBrowser>> | undefined
  let windows: Window[] = []

  beforeAll(async () => {
    stage.plenum = await startPlenum(env)
    browser = await openBrowser(stage.plenum.url)
    const { window: open } = browser
    stage.window = async (options) => {
      const window = await open(options)
      windows.push(window)
      return window
    }
    stage.ownerWithApp = async (name, options = {}) => {
      const owner = await stage.plenum.signUp(name)
      const app = await stage.plenum.createApp(owner, 'Lumen Live')
      return { owner, app, page: await stage.window({ as: owner, ...options }) }
    }
  })
  afterEach(async (story) => {
    const complaints = windows.flatMap((window) => window.complaints)
    for (const [number, window] of windows.entries()) {
      if (story.task.result?.state === 'fail') await look(window, `failed-${story.task.name}-${number}`)
      await window.context().close()
    }
    windows = []
    expect(complaints).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await stage.plenum?.close()
  })
  return stage
}

/** A picture for the eyes, only on demand: PLENUM_SCREENSHOTS names a folder. */
export async function look(window: Window, name: string): Promise<void> {
  const folder = process.env.PLENUM_SCREENSHOTS
  if (!folder) return
  const path = `${folder}/${name.replaceAll(/[^\w-]+/g, '-').slice(0, 90)}.png`
  await window.screenshot({ path, fullPage: (await window.getByRole('dialog').count()) === 0 })
}
