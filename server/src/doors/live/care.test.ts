import { expect, test } from 'vitest'
import { decideCare, type Signs } from './care.ts'

const seconds = (signs: Partial<Record<'openedMs' | 'heardMs' | 'askedMs', number>>, now: number, more: Partial<Signs> = {}) =>
  decideCare(
    {
      openedMs: (signs.openedMs ?? 0) * 1000,
      heardMs: (signs.heardMs ?? 0) * 1000,
      askedMs: (signs.askedMs ?? 0) * 1000,
      isSignedIn: true,
      isOpening: false,
      isPage: false,
      ...more,
    },
    now * 1000,
  )

test('a device that says nothing for 400 seconds is gone, and a beat in time keeps it', () => {
  expect(seconds({}, 400)).toBe('nothing')
  expect(seconds({}, 401)).toBe('gone')
  expect(seconds({ heardMs: 120 }, 401)).toBe('nothing')
})

test('a page is asked once before it counts as gone after a minute', () => {
  const page = { isPage: true }
  expect(seconds({}, 25, page)).toBe('nothing')
  expect(seconds({}, 26, page)).toBe('ask')
  expect(seconds({ askedMs: 26 }, 30, page)).toBe('nothing')
  expect(seconds({ askedMs: 26 }, 61, page)).toBe('gone')
  expect(seconds({ askedMs: 26, heardMs: 27 }, 61, page)).toBe('ask')
})

test('who does not sign in within ten seconds goes, unless the login is under way', () => {
  expect(seconds({ openedMs: 5 }, 15, { isSignedIn: false })).toBe('nothing')
  expect(seconds({ openedMs: 5 }, 16, { isSignedIn: false })).toBe('stranger')
  expect(seconds({ openedMs: 5 }, 60, { isSignedIn: false, isOpening: true })).toBe('nothing')
})
