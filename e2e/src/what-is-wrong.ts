import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'

const script = readFile(new URL('./what-is-wrong.js', import.meta.url), 'utf8')

/** Names of controls, ids, headings, contrast, sideways scrolling: what is wrong with the page as it stands, in sentences. */
export async function whatIsWrong(page: Page): Promise<string[]> {
  return page.evaluate(await script)
}
