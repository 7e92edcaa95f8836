import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Window } from './browser.ts'
import { password } from './plenum.ts'

/** Waits until all of it can be read there. */
export async function reads(place: Page | Locator, ...texts: (string | RegExp)[]): Promise<void> {
  const whole = 'goto' in place ? place.locator('body') : place
  for (const hasText of texts) await whole.filter({ hasText }).first().waitFor()
}

export const button = (place: Page | Locator, name: string | RegExp): Locator =>
  place.getByRole('button', { name, exact: typeof name === 'string' })

export const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name, exact: true })

export const press = (place: Page | Locator, name: string | RegExp): Promise<void> => button(place, name).click()

export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await press(page, 'Sign in')
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
}

/** Its **Basic Configuration**, filled. */
export async function openApp(page: Page, { sdkAppId }: { sdkAppId: number }): Promise<void> {
  await page.goto(`/apps/${sdkAppId}`)
  await page.getByText('Standard Billing Plan').waitFor()
}

/** Opens a dialog by the button of the same name. */
export async function openDialog(page: Page, name: string): Promise<Locator> {
  await press(page, name)
  const opened = dialog(page, name)
  await opened.waitFor()
  return opened
}

/** Nothing on the page is waited for any more: neither by the browser nor by the reader. */
export async function settled(page: Window): Promise<void> {
  await page.locator('h1').first().waitFor()
  await eventually(async () => page.inFlight.size + (await page.locator('[aria-busy=true]').count())).toBe(0)
}

/** What becomes true after a while. */
export const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 10_000 })
