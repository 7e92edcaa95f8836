import { bookOf, configurationInForce, limitsAt } from '@plenum/billing'
import type { AppContext, AppInMemory, Installation } from './context.ts'
import { switchedOn } from './switched.ts'

/** Configuration and limits of an app by the price book of a day. */
export function inForceOn(app: AppInMemory, day: string, { books }: Installation): Pick<AppContext, 'app' | 'limits'> {
  const book = bookOf(books, day)
  return {
    app: { ...app, configuration: configurationInForce(app.configuration, book) },
    limits: switchedOn(limitsAt(app.configuration, book), app),
  }
}
